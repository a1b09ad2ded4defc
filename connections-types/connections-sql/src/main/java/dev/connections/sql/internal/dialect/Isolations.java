package dev.connections.sql.internal.dialect;

import dev.connections.sql.TransactionOptions;
import java.sql.Connection;

/** What JDBC calls the isolations. */
public final class Isolations {

  private Isolations() {}

  /** The constant of {@link Connection}; {@code TRANSACTION_NONE} to leave it alone. */
  public static int level(TransactionOptions.Isolation isolation) {
    return switch (isolation) {
      case DATABASE_DEFAULT -> Connection.TRANSACTION_NONE;
      case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
      case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
      case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
    };
  }
}
