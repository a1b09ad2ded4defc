package dev.connections.sql.internal.pool;

import dev.connections.failure.Phase;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SqlStateFailures;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is known of the transaction of a connection that is lent: whether something may have been
 * applied, and whether it can still be committed. For one thread at a time.
 */
final class LoanTransaction {

  private final SqlDialect dialect;
  private final SqlStateFailures failures;
  private final Connection physical;
  private final LoanEnd end;
  private final TransactionFailure failure = new TransactionFailure();

  private boolean autoCommit = true;

  /** Whether a statement was seen whose failure does not undo all that it did. */
  private boolean commitsByItself;

  private boolean uncommitted;

  LoanTransaction(SqlDialect dialect, SqlStateFailures failures, Connection physical, LoanEnd end) {
    this.dialect = dialect;
    this.failures = failures;
    this.physical = physical;
    this.end = end;
  }

  boolean isAutoCommit() {
    return autoCommit;
  }

  void autoCommit(boolean wanted) {
    autoCommit = wanted;
  }

  /**
   * In a transaction nothing has been applied before COMMIT: until then, all is still being sent.
   */
  Phase phase() {
    return appliesAtOnce() ? Phase.RECEIVE : Phase.SEND;
  }

  /** A statement will be sent that is known by its text. */
  void watch(StatementTexts.Meaning meaning) {
    commitsByItself |= meaning.mayCommit(autoCommit);
  }

  /** Whether a statement that fails may have applied something nevertheless. */
  boolean commitsByItself() {
    return commitsByItself;
  }

  /** Whether a statement that succeeds has applied something. */
  boolean appliesAtOnce() {
    return autoCommit || commitsByItself;
  }

  /** Something is sent. */
  void sends() {
    uncommitted |= !autoCommit;
  }

  /** Whether something was sent that is neither committed nor rolled back. */
  boolean isUncommitted() {
    return uncommitted;
  }

  void committed() {
    uncommitted = false;
  }

  void rolledBack() {
    uncommitted = false;
    failure.clear();
  }

  /** Throws if the database has rolled it back: it would begin another one with what is next. */
  void checkNotRolledBack() throws SQLException {
    if (failure.isRolledBack()) {
      throw failure.rejection();
    }
  }

  /** Throws if the database would roll it back instead of committing it, and not say so. */
  void checkCommittable() throws SQLException {
    if (failure.isRolledBack() || status() == TransactionStatus.FAILED) {
      throw failure.rejection();
    }
  }

  TransactionStatus status() throws SQLException {
    return dialect.transaction(physical, uncommitted);
  }

  /**
   * A statement has failed.
   *
   * @param usable whether the connection may still be asked what has become of the transaction
   */
  void failed(SQLException thrown, boolean usable) {
    if (autoCommit) {
      return;
    }
    if (!dialect.knowsFailedTransactions()) {
      if (failures.endsTransaction(thrown)
          || failures.isUnjudged(thrown)
          || isRolledBack(thrown, usable)) {
        // The next statements would succeed, and the commit too: half of the work would be kept.
        failure.noteRolledBack(thrown);
      }
    } else if (hasFailed(thrown)) {
      failure.note(thrown);
    }
  }

  private boolean isRolledBack(SQLException thrown, boolean usable) {
    if (!usable || end.isLost() || failure.isRolledBack()) {
      return false;
    }
    try {
      return dialect.hasRolledBack(physical, thrown);
    } catch (SQLException second) {
      thrown.addSuppressed(second);
      end.lose(); // a transaction of which nothing is known
      return true;
    }
  }

  /** Not after what the driver alone has rejected. */
  private boolean hasFailed(SQLException thrown) {
    try {
      return !end.isLost() && status() == TransactionStatus.FAILED;
    } catch (SQLException second) {
      thrown.addSuppressed(second);
      return false;
    }
  }

  /** Something has succeeded, perhaps a rollback to before the failure. */
  void goesOn() throws SQLException {
    if (failure.isNoted() && !failure.isRolledBack() && status() != TransactionStatus.FAILED) {
      failure.clear();
    }
  }
}
