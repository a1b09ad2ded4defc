package dev.connections.annotations.grammar;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Percentages as configurations write them: a number and the sign. Numbers without the sign are
 * rejected: 0.5 may be a half or a two-hundredth.
 */
public final class PercentageText {

  /** What is allowed, for messages. */
  public static final String EXPECTED = "a number with %, such as 50% or 0.5%; not negative";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
  private static final Pattern NEGATIVE = Pattern.compile("-[0-9.]{1,25}%?");
  private static final Pattern SPACED = Pattern.compile("([0-9.]{1,25}) +%");

  private PercentageText() {}

  /** Reads a percentage, such as {@code 0.5%}, as the number before the sign; never negative. */
  public static Parsed<BigDecimal> parse(String text) {
    if (text.endsWith("%")) {
      String number = text.substring(0, text.length() - 1);
      if (NUMBER.matcher(number).matches()) {
        return Parsed.value(new BigDecimal(number));
      }
    }
    return mismatch(text);
  }

  private static Parsed<BigDecimal> mismatch(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Parsed.mismatch("has no %", EXPECTED, "write " + withSign(text));
    }
    if (NEGATIVE.matcher(text).matches()) {
      return Parsed.mismatch("is negative", EXPECTED);
    }
    boolean spaced = SPACED.matcher(text).matches();
    return Parsed.mismatch(
        "is not a percentage",
        EXPECTED,
        "write " + (spaced ? text.replace(" ", "") : "50% or 0.5%"));
  }

  /** A number up to 1 may be meant as a fraction. */
  private static String withSign(String text) {
    BigDecimal number = new BigDecimal(text);
    if (number.signum() == 0 || number.compareTo(BigDecimal.ONE) > 0) {
      return text + "%";
    }
    String percent = number.movePointRight(2).stripTrailingZeros().toPlainString();
    return percent + "%, or " + text + "% if that is meant";
  }
}
