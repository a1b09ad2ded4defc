package dev.connections.processor;

import com.google.auto.service.AutoService;
import dev.connections.processor.model.Names;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.ProblemPrinter;
import dev.connections.processor.problem.Problems;
import dev.connections.processor.read.AnnotatedTypes;
import dev.connections.processor.read.CompilationReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * The round loop: gathers what is annotated, writes once, as soon as everything it reads exists,
 * and prints once, in the last round.
 */
@AutoService(Processor.class)
public final class ConnectionProcessor extends AbstractProcessor {

  private final Problems problems = new Problems();
  private AnnotatedTypes annotated;
  private boolean written;

  /** For the compiler. */
  public ConnectionProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Names.CONNECTION_TYPE, Names.CONNECTION_REGISTRY, Names.CONNECTION_SET);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    annotated = new AnnotatedTypes(environment.getElementUtils());
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    try {
      processRound(round);
    } catch (RuntimeException | IOException bug) {
      StringWriter trace = new StringWriter();
      bug.printStackTrace(new PrintWriter(trace));
      problems.add(ProblemCode.PROCESSOR_FAILED, Place.NOWHERE, bug, trace);
    }
    if (round.processingOver()) {
      new ProblemPrinter(processingEnv.getMessager(), processingEnv.getElementUtils())
          .print(problems.all());
    }
    return false;
  }

  private void processRound(RoundEnvironment round) throws IOException {
    List<String> added = annotated.add(round);
    if (written) {
      added.forEach(late -> problems.add(ProblemCode.TYPE_TOO_LATE, Place.of(late), late));
      return;
    }
    CompilationReader reader = new CompilationReader(processingEnv, annotated);
    if (!annotated.isEmpty() && (round.processingOver() || reader.ready())) {
      written = true;
      new Compilation(processingEnv, problems).run(reader);
    }
  }
}
