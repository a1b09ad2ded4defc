package dev.connections.processor.write;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts in YAML, quoted where they would be read as something else. */
final class YamlText {

  /** Safe in a block and between braces, where a comma or a bracket would end it. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z](?:[A-Za-z0-9_./@=?&;+-]|:(?=[A-Za-z0-9_./]))*");

  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

  private YamlText() {}

  static String of(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        ? text
        : JsonText.quoted(text);
  }
}
