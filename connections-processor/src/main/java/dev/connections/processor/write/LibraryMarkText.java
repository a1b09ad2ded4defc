package dev.connections.processor.write;

import dev.connections.processor.model.RegistryFormat;
import dev.connections.processor.model.RegistryModel;

/**
 * Writes the file by which a library's registry can be found at run time, for the check whether an
 * application includes it. Properties in ISO 8859-1; the first line begins an entry where a fat jar
 * appends the files of several libraries.
 */
final class LibraryMarkText {

  private LibraryMarkText() {}

  static String of(RegistryModel registry) {
    return "registry="
        + escaped(registry.name().canonicalName())
        + "\ngenerator="
        + escaped(RegistryFormat.generator())
        + "\nformat=1\n";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x7f) {
        escaped.append(c);
      } else {
        UnicodeEscape.append(c, escaped);
      }
    }
    return escaped.toString();
  }
}
