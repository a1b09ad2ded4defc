package dev.connections.annotations.grammar;

import java.util.Optional;
import java.util.function.Function;

/**
 * What reading a text gave: exactly one of a value and a reason. Immutable.
 *
 * @param <T> the type of the value
 * @param value the value; empty if the text cannot be read
 * @param mismatch why it cannot be read; empty if it can
 */
public record Parsed<T>(Optional<T> value, Optional<Mismatch> mismatch) {

  static <T> Parsed<T> value(T value) {
    return new Parsed<>(Optional.of(value), Optional.empty());
  }

  static <T> Parsed<T> mismatch(String problem, String expected) {
    return mismatch(new Mismatch(problem, expected, Optional.empty()));
  }

  static <T> Parsed<T> mismatch(String problem, String expected, String advice) {
    return mismatch(new Mismatch(problem, expected, Optional.of(advice)));
  }

  /** The same reason, or another form of the value. */
  public <R> Parsed<R> map(Function<? super T, ? extends R> form) {
    return new Parsed<>(value.map(form), mismatch);
  }

  private static <T> Parsed<T> mismatch(Mismatch mismatch) {
    return new Parsed<>(Optional.empty(), Optional.of(mismatch));
  }
}
