package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/**
 * The time allowed is over. Work in flight was canceled; {@link #outcome()} says what is known of
 * its effect.
 */
public non-sealed class DeadlineExceededException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public DeadlineExceededException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("deadline-exceeded", diagnosis, cause);
  }
}
