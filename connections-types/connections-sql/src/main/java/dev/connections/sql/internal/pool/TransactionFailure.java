package dev.connections.sql.internal.pool;

import dev.connections.sql.internal.failure.RejectedCallException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a transaction can only be rolled back: its first failure, which the work may have caught. For
 * one thread at a time.
 */
final class TransactionFailure {

  private @Nullable SQLException first;
  private boolean rolledBack;

  /** The transaction fails, or has failed already. */
  void note(SQLException failure) {
    if (first == null) {
      first = failure;
    }
  }

  /** The database has rolled it back, and would begin another one with the next statement. */
  void noteRolledBack(SQLException failure) {
    note(failure);
    rolledBack = true;
  }

  boolean isNoted() {
    return first != null;
  }

  boolean isRolledBack() {
    return rolledBack;
  }

  void clear() {
    first = null;
    rolledBack = false;
  }

  /** What is told to whoever goes on with the transaction. */
  SQLException rejection() {
    return RejectedCallException.afterFailure(first);
  }
}
