package dev.connections.processor;

import com.google.auto.service.AutoService;
import dev.connections.processor.problem.ProblemPrinter;
import dev.connections.processor.problem.Problems;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** The round loop: collects what is annotated, then writes once, then prints once. */
@AutoService(Processor.class)
public final class ConnectionProcessor extends AbstractProcessor {

  private final Problems problems = new Problems();

  /** For the compiler. */
  public ConnectionProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(
        "dev.connections.annotations.ConnectionType",
        "dev.connections.annotations.ConnectionRegistry",
        "dev.connections.annotations.ConnectionSet");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (round.processingOver()) {
      new ProblemPrinter(processingEnv.getMessager(), processingEnv.getElementUtils())
          .print(problems.all());
    }
    return false;
  }
}
