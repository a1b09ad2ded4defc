package dev.connections.sql.internal.failure;

import java.sql.SQLException;

/**
 * Stands for a driver's exception whose message may hold data: the same state, code and stack
 * trace, and as much of the message as may be shown.
 */
final class ScrubbedSqlException extends SQLException {

  private static final long serialVersionUID = 1L;

  ScrubbedSqlException(SQLException original, String message) {
    super(
        original.getClass().getName() + (message.isEmpty() ? "" : ": " + message),
        original.getSQLState(),
        original.getErrorCode());
    setStackTrace(original.getStackTrace());
  }

  /** The message, which names the original's class, and not this one. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return getMessage() + " (SQLSTATE " + getSQLState() + ")";
  }
}
