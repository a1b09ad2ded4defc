package dev.connections.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls are rejected because too many failed, or because an operator said so. Has no stack trace:
 * it is thrown under load.
 */
public non-sealed class CircuitOpenException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  /** See {@link Diagnosis} and {@link #retryAfter()}. */
  public CircuitOpenException(Diagnosis diagnosis, @Nullable Duration retryAfter) {
    super("circuit-open", diagnosis);
    this.retryAfter = retryAfter;
  }

  /** When it makes sense to ask again; null if it is not known. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
