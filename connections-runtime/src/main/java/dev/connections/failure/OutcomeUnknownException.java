package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/**
 * The answer to an operation that must not be done twice was lost: it may have been applied. Find
 * out before doing it again.
 */
public non-sealed class OutcomeUnknownException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public OutcomeUnknownException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("outcome-unknown", diagnosis, cause);
  }
}
