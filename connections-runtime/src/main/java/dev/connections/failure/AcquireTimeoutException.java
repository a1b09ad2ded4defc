package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/**
 * No permit or pooled resource became free in time. The message names who holds them; the cause,
 * where there is one, has the stack of the one that has held longest: where a lease was taken, or
 * where a call is now.
 */
public non-sealed class AcquireTimeoutException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public AcquireTimeoutException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("acquire-timeout", diagnosis, cause);
  }
}
