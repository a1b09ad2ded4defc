package dev.connections.processor;

import com.google.auto.service.AutoService;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Claims annotations, so that {@code -Xlint:processing} does not warn of them. It has to run after
 * our other processors, which want the same ones: they stand in the service file by name.
 *
 * <p>Our own annotations are always claimed. Where no other processors are on the path, all are:
 * javac would not have said anything without us. Else the others may want them.
 */
@AutoService(Processor.class)
public final class UnclaimedAnnotationsProcessor extends AbstractProcessor {

  private static final String OURS = "dev.connections.annotations.*";

  private String claimed = OURS;

  /** For the compiler. */
  public UnclaimedAnnotationsProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    claimed = areAlone(getClass().getClassLoader()) ? "*" : OURS;
  }

  private static boolean areAlone(ClassLoader processorPath) {
    try {
      return ServiceLoader.load(Processor.class, processorPath).stream()
          .allMatch(each -> each.type().getPackageName().equals("dev.connections.processor"));
    } catch (ServiceConfigurationError unreadable) {
      return false;
    }
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(claimed);
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(ReportingProcessor.SUGGESTIONS);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return true;
  }
}
