package dev.connections;

import dev.connections.failure.ConnectionConfigurationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that must never be printed. It knows the reference it came from ({@code
 * ${env:DB_PASSWORD}}), prints that alone, and fetches the value when it is revealed, so that a
 * rotated secret is seen by the next one who asks.
 *
 * <p>Thread-safe. Two secrets are equal if their references are.
 */
public final class Secret {

  private final String reference;
  private final Supplier<String> value;

  private Secret(String reference, Supplier<String> value) {
    this.reference = reference;
    this.value = value;
  }

  /**
   * A secret behind a reference.
   *
   * @param reference how the configuration speaks of it; printed in messages
   * @param value fetches the present value; must be thread-safe
   */
  public static Secret of(String reference, Supplier<String> value) {
    return new Secret(reference, value);
  }

  /**
   * The present value: fetched each time, since it may have been rotated. Hand it to a driver; do
   * not keep or print it.
   *
   * @throws ConnectionConfigurationException if it cannot be found any more
   */
  public String reveal() {
    return value.get();
  }

  /** How the configuration speaks of it. */
  public String reference() {
    return reference;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && reference.equals(that.reference);
  }

  @Override
  public int hashCode() {
    return reference.hashCode();
  }

  /** The reference, never the value. */
  @Override
  public String toString() {
    return "Secret(" + reference + ")";
  }
}
