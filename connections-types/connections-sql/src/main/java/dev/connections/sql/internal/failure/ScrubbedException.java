package dev.connections.sql.internal.failure;

/** Stands for an exception whose cause's message may hold data; see {@link CauseScrubber}. */
final class ScrubbedException extends Exception {

  private static final long serialVersionUID = 1L;

  ScrubbedException(Throwable original, String message) {
    super(original.getClass().getName() + (message.isEmpty() ? "" : ": " + message));
    setStackTrace(original.getStackTrace());
  }

  /** The message, which names the original's class, and not this one. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return String.valueOf(getMessage());
  }
}
