package dev.connections.processor.testkit;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Runs a processor as it is, but for the filer. */
public abstract class ProcessorWithOtherFiler extends AbstractProcessor {

  private final Processor processor;

  /** Runs a processor. */
  protected ProcessorWithOtherFiler(Processor processor) {
    this.processor = processor;
  }

  /** The filer that the processor gets instead of the compiler's; asked each time. */
  protected abstract Filer filer(Filer real);

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    processor.init(new WithOtherFiler(environment, () -> filer(environment.getFiler())));
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return processor.process(annotations, round);
  }
}
