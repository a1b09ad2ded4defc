package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/** The external system could not do it now; it may be able to later. */
public non-sealed class TransientConnectionException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public TransientConnectionException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("transient", diagnosis, cause);
  }
}
