package dev.connections;

import dev.connections.annotations.grammar.PercentageText;
import java.math.BigDecimal;

/**
 * A part of a hundred, written with its sign: {@code 50%}, {@code 0.5%}. It may be more than 100.
 * Immutable; {@code 50%} and {@code 50.0%} are equal.
 *
 * @param percent the number before the sign, without zeros at its end; not negative
 */
public record Percentage(BigDecimal percent) implements Comparable<Percentage> {

  /**
   * Takes the number without zeros at its end.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Percentage {
    if (percent.signum() < 0) {
      throw new IllegalArgumentException(
          "A percentage is not negative, but this one was " + percent.toPlainString());
    }
    percent = percent.stripTrailingZeros();
    if (percent.scale() < 0) {
      percent = percent.setScale(0);
    }
  }

  /**
   * So many whole hundredths.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Percentage of(long percent) {
    return new Percentage(BigDecimal.valueOf(percent));
  }

  /**
   * Reads a percentage as configurations write it: up to 12 digits, perhaps a fraction of up to 12
   * more, and the sign.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Percentage parse(String text) {
    BigDecimal percent = PercentageText.parse(text).value().orElse(null);
    if (percent == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a percentage: write a number and the sign, such as 50%");
    }
    return new Percentage(percent);
  }

  /** As a part of 1: {@code 0.5} for {@code 50%}. */
  public double asFraction() {
    return percent.movePointLeft(2).doubleValue();
  }

  @Override
  public int compareTo(Percentage other) {
    return percent.compareTo(other.percent);
  }

  /** As it is written: {@code 0.5%}. */
  @Override
  public String toString() {
    return percent.toPlainString() + "%";
  }
}
