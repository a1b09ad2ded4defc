package dev.connections.processor.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The environment of a processor, but for the filer.
 *
 * @param real where all else comes from
 * @param filer asked each time
 */
public record WithOtherFiler(ProcessingEnvironment real, Supplier<Filer> filer)
    implements ProcessingEnvironment {

  @Override
  public Map<String, String> getOptions() {
    return real.getOptions();
  }

  @Override
  public Messager getMessager() {
    return real.getMessager();
  }

  @Override
  public Filer getFiler() {
    return filer.get();
  }

  @Override
  public Elements getElementUtils() {
    return real.getElementUtils();
  }

  @Override
  public Types getTypeUtils() {
    return real.getTypeUtils();
  }

  @Override
  public SourceVersion getSourceVersion() {
    return real.getSourceVersion();
  }

  @Override
  public Locale getLocale() {
    return real.getLocale();
  }
}
