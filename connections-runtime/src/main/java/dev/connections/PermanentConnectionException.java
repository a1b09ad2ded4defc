package dev.connections;

import org.jspecify.annotations.Nullable;

/** The external system refused, and would refuse again. */
public non-sealed class PermanentConnectionException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public PermanentConnectionException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("permanent", diagnosis, cause);
  }
}
