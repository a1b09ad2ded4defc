package dev.connections.processor.write;

import dev.connections.processor.model.ClassReference;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.StandardLocation;

/** Hands files that are no sources to the compiler, which puts them next to the classes. */
public final class ResourceFiles {

  private final Filer filer;
  private final OriginatingElements originating;
  private final List<String> taken = new ArrayList<>();

  /** For one compilation. */
  public ResourceFiles(ProcessingEnvironment environment) {
    this(environment, new OriginatingElements(environment.getElementUtils()));
  }

  ResourceFiles(ProcessingEnvironment environment, OriginatingElements originating) {
    this.filer = environment.getFiler();
    this.originating = originating;
  }

  /**
   * Writes a file, in UTF-8, that is made from some annotated types.
   *
   * @param path where, such as {@code META-INF/connections/shop.ConnectionTypes.md}
   */
  public void write(String path, String text, Collection<ClassReference> from) throws IOException {
    try (OutputStream stream =
        filer
            .createResource(StandardLocation.CLASS_OUTPUT, "", path, originating.of(from))
            .openOutputStream()) {
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
