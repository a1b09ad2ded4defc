package dev.connections.failure;

import dev.connections.Leasing;
import org.jspecify.annotations.Nullable;

/**
 * It would fail the same way again: the external system rejected it, or the work or its thread did
 * what it may not, such as taking a connection a second time that it {@linkplain Leasing holds
 * already}.
 */
public non-sealed class PermanentConnectionException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public PermanentConnectionException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("permanent", diagnosis, cause);
  }
}
