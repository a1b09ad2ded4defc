package dev.connections;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount of data, written as a whole number with a unit: {@code 10MiB}, {@code 512kB}, {@code
 * 100B}. {@code KiB MiB GiB TiB} are powers of 1024, {@code kB MB GB TB} powers of 1000. Immutable.
 *
 * @param bytes how many bytes; not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

  private static final Pattern FORMAT = Pattern.compile("([0-9]+)([A-Za-z]+)");

  /** The units, the greatest last. */
  private enum Unit {
    B(1),
    kB(1_000),
    KiB(1L << 10),
    MB(1_000_000),
    MiB(1L << 20),
    GB(1_000_000_000),
    GiB(1L << 30),
    TB(1_000_000_000_000L),
    TiB(1L << 40);

    final long factor;

    Unit(long factor) {
      this.factor = factor;
    }

    static @Nullable Unit of(String symbol) {
      for (Unit unit : values()) {
        if (unit.name().equals(symbol)) {
          return unit;
        }
      }
      return null;
    }
  }

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("A size is not negative, but this one was " + bytes);
    }
  }

  /**
   * So many bytes.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static DataSize ofBytes(long bytes) {
    return new DataSize(bytes);
  }

  /**
   * Reads a size as configurations write it, without spaces, the case of the unit as in {@code kB}
   * and {@code MiB}.
   *
   * @throws IllegalArgumentException if the text is none, or more than {@link Long#MAX_VALUE} bytes
   */
  public static DataSize parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    Unit unit = matcher.matches() ? Unit.of(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size: write a whole number and a unit, such as 10MiB");
    }
    try {
      long number = Long.parseLong(matcher.group(1));
      return new DataSize(Math.multiplyExact(number, unit.factor));
    } catch (NumberFormatException | ArithmeticException overflow) {
      throw new IllegalArgumentException(
          "'" + text + "' is too large: at most " + Long.MAX_VALUE + "B", overflow);
    }
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** As it is written, with the greatest unit that gives a whole number: {@code 10MiB}. */
  @Override
  public String toString() {
    Unit greatest = Unit.B;
    for (Unit unit : Unit.values()) {
      if (bytes != 0 && bytes % unit.factor == 0) {
        greatest = unit;
      }
    }
    return bytes / greatest.factor + greatest.name();
  }
}
