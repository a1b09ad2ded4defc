package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/** The connection, or a lease of it, is closed or closing. */
public non-sealed class ConnectionClosedException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public ConnectionClosedException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("closed", diagnosis, cause);
  }
}
