package dev.connections.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * More operations were to begin than the connection's rate limit allows, and waiting for their turn
 * would have taken longer than there was time. Has no stack trace: it is thrown under load.
 */
public non-sealed class RateLimitedException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  /** See {@link Diagnosis} and {@link #retryAfter()}. */
  public RateLimitedException(Diagnosis diagnosis, @Nullable Duration retryAfter) {
    super("rate-limited", diagnosis);
    this.retryAfter = retryAfter;
  }

  /** When it makes sense to ask again; null if it is not known. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
