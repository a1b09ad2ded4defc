package dev.connections.spi.binding;

import dev.connections.Percentage;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Binds percentages. Numbers without the sign are refused: 0.5 may be a half or a two-hundredth.
 */
final class PercentageBinder extends ScalarBinder<Percentage> {

  private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
  private static final Pattern NEGATIVE = Pattern.compile("-[0-9.]{1,25}%?");
  private static final Pattern SPACED = Pattern.compile("([0-9.]{1,25}) +%");

  PercentageBinder() {
    super("a number with %, such as 50% or 0.5%; not negative");
  }

  @Override
  @Nullable Percentage parse(String text, ConfigurationNode node) {
    try {
      return Percentage.parse(text);
    } catch (IllegalArgumentException refusal) {
      refuse(text, node);
      return null;
    }
  }

  private void refuse(String text, ConfigurationNode node) {
    if (BARE_NUMBER.matcher(text).matches()) {
      node.violation("has no %", expected(), "write " + withSign(text));
    } else if (NEGATIVE.matcher(text).matches()) {
      node.violation("is negative", expected(), null);
    } else if (SPACED.matcher(text).matches()) {
      node.violation("is not a percentage", expected(), "write " + text.replace(" ", ""));
    } else {
      node.violation("is not a percentage", expected(), "write 50% or 0.5%");
    }
  }

  /** A number up to 1 may be meant as a fraction. */
  private static String withSign(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.signum() == 0 || number.compareTo(BigDecimal.ONE) > 0
        ? text + "%"
        : new Percentage(number.movePointRight(2)) + ", or " + text + "% if that is meant";
  }
}
