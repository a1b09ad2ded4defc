package dev.connections.sql.internal.dialect;

import dev.connections.sql.TransactionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How isolations are set; the database's own is left alone. */
public final class Isolations {

  private Isolations() {}

  /** For the session; the pool sets it back when the connection returns. */
  public static void ofSession(Connection pooled, TransactionOptions.Isolation isolation)
      throws SQLException {
    if (isolation != TransactionOptions.Isolation.DATABASE_DEFAULT) {
      pooled.setTransactionIsolation(level(isolation));
    }
  }

  /** By SQL's own statement, for the transaction that it begins or that comes next. */
  public static void ofTransaction(Connection pooled, TransactionOptions.Isolation isolation)
      throws SQLException {
    if (isolation != TransactionOptions.Isolation.DATABASE_DEFAULT) {
      try (Statement statement = pooled.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL " + isolation.name().replace('_', ' '));
      }
    }
  }

  private static int level(TransactionOptions.Isolation isolation) {
    return switch (isolation) {
      case DATABASE_DEFAULT -> Connection.TRANSACTION_NONE;
      case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
      case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
      case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
    };
  }
}
