package dev.connections.spi.binding;

import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rules of {@code jakarta.validation} for the values of settings, with the same meaning. The
 * rules for text judge secrets by their present value, and none prints what it judges. All are
 * immutable and thread-safe.
 */
public final class Constraints {

  private Constraints() {}

  /** At least this. */
  public static Constraint<Number> min(long least) {
    return decimalMin(Long.toString(least), true);
  }

  /** At most this. */
  public static Constraint<Number> max(long most) {
    return decimalMax(Long.toString(most), true);
  }

  /** At least this, or more than this if it is not inclusive. */
  public static Constraint<Number> decimalMin(String least, boolean inclusive) {
    return new NumberRange((inclusive ? "at least " : "more than ") + least, least, inclusive, 1);
  }

  /** At most this, or less than this if it is not inclusive. */
  public static Constraint<Number> decimalMax(String most, boolean inclusive) {
    return new NumberRange((inclusive ? "at most " : "less than ") + most, most, inclusive, -1);
  }

  /** More than 0. */
  public static Constraint<Number> positive() {
    return decimalMin("0", false);
  }

  /** At least 0. */
  public static Constraint<Number> positiveOrZero() {
    return decimalMin("0", true);
  }

  /** Less than 0. */
  public static Constraint<Number> negative() {
    return decimalMax("0", false);
  }

  /** At most 0. */
  public static Constraint<Number> negativeOrZero() {
    return decimalMax("0", true);
  }

  /** A text with something in it other than white space. */
  public static Constraint<Object> notBlank() {
    return new Rule("a text that is not blank", value -> !text(value).toString().isBlank());
  }

  /** A text, list or map with something in it. */
  public static Constraint<Object> notEmpty() {
    return new Rule("something that is not empty", value -> sizeOf(value) > 0);
  }

  /** A text, list or map of this size, both limits included. */
  public static Constraint<Object> size(int least, int most) {
    return new Rule(
        sizes(least, most),
        value -> {
          int size = sizeOf(value);
          return least <= size && size <= most;
        });
  }

  /** A text of which the whole matches the regular expression. */
  public static Constraint<Object> pattern(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return new Rule(
        "a text that matches " + regex, value -> pattern.matcher(text(value)).matches());
  }

  /** What a rule for numbers says of the bytes of a size. */
  public static Constraint<DataSize> bytes(Constraint<Number> constraint) {
    return new SizeInBytes(constraint);
  }

  /** What a rule for numbers says of the number before the sign of a percentage. */
  public static Constraint<Percentage> percent(Constraint<Number> constraint) {
    return new NumberOfPercent(constraint);
  }

  private static String sizes(int least, int most) {
    if (most == Integer.MAX_VALUE) {
      return "a size of at least " + least;
    }
    return least <= 0 ? "a size of at most " + most : "a size from " + least + " to " + most;
  }

  private static int sizeOf(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : text(value).length();
  }

  private static CharSequence text(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    if (value instanceof CharSequence text) {
      return text;
    }
    throw new IllegalArgumentException(
        "This constraint judges texts, secrets, lists and maps, not " + value.getClass().getName());
  }

  private record SizeInBytes(Constraint<Number> number) implements Constraint<DataSize> {
    @Override
    public boolean isSatisfiedBy(DataSize value) {
      return number.isSatisfiedBy(value.bytes());
    }

    @Override
    public String allowed() {
      return number.allowed() + " bytes";
    }
  }

  private record NumberOfPercent(Constraint<Number> number) implements Constraint<Percentage> {
    @Override
    public boolean isSatisfiedBy(Percentage value) {
      return number.isSatisfiedBy(value.percent());
    }

    @Override
    public String allowed() {
      return number.allowed() + "%";
    }
  }

  private record Rule(String allowed, Predicate<Object> predicate) implements Constraint<Object> {
    @Override
    public boolean isSatisfiedBy(Object value) {
      return predicate.test(value);
    }
  }

  /** Numbers on one side of a limit: the sign says on which. */
  private record NumberRange(String allowed, BigDecimal limit, boolean inclusive, int sign)
      implements Constraint<Number> {

    NumberRange(String allowed, String limit, boolean inclusive, int sign) {
      this(allowed, new BigDecimal(limit), inclusive, sign);
    }

    @Override
    public boolean isSatisfiedBy(Number value) {
      int comparison = exact(value).compareTo(limit) * sign;
      return inclusive ? comparison >= 0 : comparison > 0;
    }

    private static BigDecimal exact(Number value) {
      if (value instanceof BigDecimal decimal) {
        return decimal;
      }
      if (value instanceof BigInteger whole) {
        return new BigDecimal(whole);
      }
      return value instanceof Double || value instanceof Float
          ? BigDecimal.valueOf(value.doubleValue())
          : BigDecimal.valueOf(value.longValue());
    }
  }
}
