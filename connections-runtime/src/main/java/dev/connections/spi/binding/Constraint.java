package dev.connections.spi.binding;

/**
 * A rule for the value of a setting; those of {@code jakarta.validation} are in {@link
 * Constraints}. Immutable, and never prints the value it judges: that may be a secret.
 *
 * @param <T> the values it judges
 */
public interface Constraint<T> {

  /** Whether a value satisfies it. */
  boolean isSatisfiedBy(T value);

  /** What it allows, such as {@code at least 1}. */
  String allowed();
}
