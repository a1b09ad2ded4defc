package dev.connections.processor.write;

import dev.connections.processor.model.ClassReference;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** Hands files that are no sources to the compiler, which puts them beside the classes. */
public final class ResourceFiles {

  private final Filer filer;
  private final Elements elements;
  private final List<String> taken = new ArrayList<>();

  /** For one compilation. */
  public ResourceFiles(Filer filer, Elements elements) {
    this.filer = filer;
    this.elements = elements;
  }

  /**
   * Writes a file, in UTF-8, that is made from some annotated types.
   *
   * @param path where, such as {@code META-INF/connections/shop.ConnectionTypes.md}
   */
  public void write(String path, String text, Collection<ClassReference> originating)
      throws IOException {
    TypeElement[] from =
        originating.stream()
            .map(name -> elements.getTypeElement(name.canonicalName()))
            .filter(Objects::nonNull)
            .toArray(TypeElement[]::new);
    try (OutputStream stream =
        filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, from).openOutputStream()) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (FilerException alreadyThere) {
      taken.add(path);
    }
  }

  /** The files that could not be written because they exist already. */
  public List<String> taken() {
    return List.copyOf(taken);
  }
}
