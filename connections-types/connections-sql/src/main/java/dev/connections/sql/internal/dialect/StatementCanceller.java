package dev.connections.sql.internal.dialect;

import java.sql.SQLException;
import java.sql.Statement;

/** Asks a server to cancel a statement. */
@FunctionalInterface
public interface StatementCanceller {

  /**
   * Asks the server to cancel the statement that runs on a connection. Called by another thread
   * than the one that waits for the statement, which must not have to wait for this one.
   */
  void cancel(Statement running) throws SQLException;
}
