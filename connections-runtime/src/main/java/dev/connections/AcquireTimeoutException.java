package dev.connections;

import org.jspecify.annotations.Nullable;

/** No permit or pooled resource became free in time. The message names who holds them. */
public non-sealed class AcquireTimeoutException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public AcquireTimeoutException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("acquire-timeout", diagnosis, cause);
  }
}
