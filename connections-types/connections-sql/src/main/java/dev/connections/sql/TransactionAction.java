package dev.connections.sql;

import java.sql.Connection;

/** As {@link TransactionWork}, without a value. */
@FunctionalInterface
public interface TransactionAction {

  /**
   * Does the work.
   *
   * @param jdbc valid until it returns
   * @param attempt which run of the block it is: 1 for the first
   */
  void accept(Connection jdbc, int attempt) throws Exception;
}
