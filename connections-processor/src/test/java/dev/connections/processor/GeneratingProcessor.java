package dev.connections.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Another processor: writes one class, in the first round or a later one. */
@SupportedAnnotationTypes("*")
final class GeneratingProcessor extends AbstractProcessor {

  private final String name;
  private final String source;
  private final int inRound;
  private int round;

  GeneratingProcessor(String name, String source) {
    this(name, source, 1);
  }

  GeneratingProcessor(String name, String source, int inRound) {
    this.name = name;
    this.source = source;
    this.inRound = inRound;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
    round++;
    if (round == inRound) {
      try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
        writer.write(source);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return false;
  }
}
