package dev.connections.application;

import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.TransactionOptions;

/** Code of an application, which is in no package of ours. */
public final class Nesting {

  private Nesting() {}

  /** Begins a transaction of its own inside another one. */
  public static void inTransactions(SqlConnection orders, Operation outer, Operation inner) {
    orders.runInTransaction(outer, jdbc -> takesAnother(orders, inner));
  }

  private static void takesAnother(SqlConnection orders, Operation inner) {
    orders.runInTransaction(inner, TransactionOptions.DEFAULT.requiresNew(), jdbc -> {});
  }
}
