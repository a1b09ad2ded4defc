package dev.connections.processor.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the registries of this project's own libraries of types. The build puts the pom that
 * lists their modules next to this class, and the name of a module gives that of its registry:
 * {@code connections-file-store} has {@code dev.connections.filestore.FileStoreConnectionTypes}. So
 * a new library changes nothing here.
 */
final class ShippedRegistries {

  /** Of one module in one line. */
  private static final Pattern MODULE =
      Pattern.compile("<module>connections-([a-z0-9]+(?:-[a-z0-9]+)*)</module>");

  static final List<String> NAMES = names(pom());

  private ShippedRegistries() {}

  /** The names that follow from the text of a pom with modules. */
  static List<String> names(String pom) {
    return MODULE.matcher(pom).results().map(module -> name(module.group(1))).toList();
  }

  private static String name(String module) {
    String simple =
        Arrays.stream(module.split("-"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    return "dev.connections." + module.replace("-", "") + "." + simple + "ConnectionTypes";
  }

  private static String pom() {
    try (InputStream pom = ShippedRegistries.class.getResourceAsStream("pom.xml")) {
      if (pom == null) {
        throw new IllegalStateException("pom.xml is missing from the processor's jar");
      }
      return new String(pom.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
