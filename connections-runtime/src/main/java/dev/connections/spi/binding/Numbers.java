package dev.connections.spi.binding;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers as a configuration file writes them: ASCII digits, no grouping, no suffix. */
final class Numbers {

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,40}");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?([0-9]{1,200}(\\.[0-9]{0,200})?|\\.[0-9]{1,200})([eE][-+]?[0-9]{1,4})?");

  private Numbers() {}

  /** The whole number; null if it is none, which has then been reported. */
  static @Nullable BigDecimal whole(String text, ConfigurationNode node) {
    if (WHOLE.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    node.violation("is not a whole number", "a whole number", wholeHint(text));
    return null;
  }

  /** The number; null if it is none, which has then been reported. */
  static @Nullable BigDecimal decimal(String text, ConfigurationNode node, String expected) {
    if (DECIMAL.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    node.violation("is not a number", expected, null);
    return null;
  }

  private static @Nullable String wholeHint(String text) {
    String digits = text.replaceAll("[_,' ]", "");
    return !digits.equals(text) && WHOLE.matcher(digits).matches() ? "write " + digits : null;
  }
}
