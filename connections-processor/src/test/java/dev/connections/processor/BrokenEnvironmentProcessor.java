package dev.connections.processor;

import dev.connections.processor.testkit.WithOtherFiler;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Runs our processor where the compiler behaves as it never should. */
final class BrokenEnvironmentProcessor extends AbstractProcessor {

  private final ConnectionTypeProcessor ours = new ConnectionTypeProcessor();

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    ours.init(
        new WithOtherFiler(
            environment,
            () -> {
              throw new IllegalStateException("no filer");
            }));
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return ours.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return ours.getSupportedSourceVersion();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return ours.process(annotations, round);
  }
}
