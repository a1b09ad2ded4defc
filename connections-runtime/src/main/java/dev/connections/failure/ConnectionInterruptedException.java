package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted; its interrupt flag is set again. */
public non-sealed class ConnectionInterruptedException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public ConnectionInterruptedException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("interrupted", diagnosis, cause);
  }
}
