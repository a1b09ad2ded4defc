package dev.connections.internal.configuration.secret;

/**
 * Stands for an exception whose message held a secret. Its message begins with the name of the
 * original's class; the stack trace is the original's.
 */
final class RedactedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedactedException(String classAndMessage) {
    super(classAndMessage);
  }

  /** The message, which names the original's class, and not this one. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // the class that getMessage cannot hide is in it
  public String toString() {
    return String.valueOf(getMessage());
  }
}
