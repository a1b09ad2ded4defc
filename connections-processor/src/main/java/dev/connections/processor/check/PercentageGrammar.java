package dev.connections.processor.check;

import dev.connections.processor.check.SettingGrammar.Mismatch;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The texts that the runtime reads as percentages. */
final class PercentageGrammar {

  private static final Pattern FORMAT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?%");
  private static final String EXPECTED = "a number with % that is not negative";

  private PercentageGrammar() {}

  static Optional<Mismatch> mismatch(String text) {
    if (FORMAT.matcher(text).matches()) {
      return Optional.empty();
    }
    String advice =
        FORMAT.matcher(text + "%").matches() ? "write " + text + "%" : "write it like 50% or 0.5%";
    return Optional.of(new Mismatch(EXPECTED, advice));
  }

  /** The number before the sign. */
  static BigDecimal percent(String text) {
    return new BigDecimal(text.substring(0, text.length() - 1));
  }
}
