package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/** The external system did not accept who we are, or what we may do. */
public non-sealed class ConnectionAuthenticationException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public ConnectionAuthenticationException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("authentication", diagnosis, cause);
  }
}
