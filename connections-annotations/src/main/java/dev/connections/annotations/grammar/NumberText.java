package dev.connections.annotations.grammar;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as configurations write them: ASCII digits, no grouping, no suffix. */
public final class NumberText {

  /** What is allowed where fractions are, for messages. */
  public static final String EXPECTED = "a number, such as 2 or 0.25";

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,40}");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?([0-9]{1,200}(\\.[0-9]{0,200})?|\\.[0-9]{1,200})([eE][-+]?[0-9]{1,4})?");
  private static final int LONGEST_SLIP = 80;

  private NumberText() {}

  /** What is allowed as a whole number of a range, for messages. */
  public static String expected(long least, long most) {
    return "a whole number from " + least + " to " + most;
  }

  /** Reads a whole number of a range, both ends included. */
  public static Parsed<Long> whole(String text, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      String digits = text.length() > LONGEST_SLIP ? text : text.replaceAll("[_,' ]|[lL]$", "");
      return !digits.equals(text) && WHOLE.matcher(digits).matches()
          ? Parsed.mismatch("is not a whole number", "a whole number", "write " + digits)
          : Parsed.mismatch("is not a whole number", "a whole number");
    }
    BigDecimal number = new BigDecimal(text);
    return number.compareTo(BigDecimal.valueOf(least)) < 0
            || number.compareTo(BigDecimal.valueOf(most)) > 0
        ? Parsed.mismatch("is out of range", expected(least, most))
        : Parsed.value(number.longValueExact());
  }

  /** Reads a number of any size, with or without fraction and exponent. */
  public static Parsed<BigDecimal> decimal(String text) {
    return DECIMAL.matcher(text).matches()
        ? Parsed.value(new BigDecimal(text))
        : Parsed.mismatch("is not a number", EXPECTED);
  }

  /** Reads a finite number of double precision, with or without fraction and exponent. */
  public static Parsed<Double> doublePrecision(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Parsed.mismatch("is not a number", EXPECTED);
    }
    double value = new BigDecimal(text).doubleValue();
    return Double.isInfinite(value)
        ? Parsed.mismatch("is out of range", "a number of double precision")
        : Parsed.value(value);
  }
}
