package dev.connections.sql;

import java.sql.Connection;

/**
 * Finds out whether a transaction was committed whose answer to COMMIT was lost: looks for
 * something that only that transaction can have written, such as a row with its own key.
 */
@FunctionalInterface
public interface CommitLook {

  /**
   * Looks. What the transaction has written is either all there or will never be: the server does
   * not work on it any more, where it can be asked (PostgreSQL can).
   *
   * @param jdbc another connection of the database that is in use now, on which the server rejects
   *     writes, where it can; valid until this returns
   */
  boolean wasApplied(Connection jdbc) throws Exception;
}
