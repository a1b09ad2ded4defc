package dev.connections.sql;

import dev.connections.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A physical connection while it is lent: knows which statement is under way, so that another
 * thread can cancel it, and what must happen before the next user gets the connection.
 *
 * <p>Used by one thread, except for {@link #cancel}. Cancelling happens under a lock that the using
 * thread takes when a statement ends, so a cancel request cannot hit what comes after the statement
 * it was meant for.
 */
final class Loan {

  /**
   * Asks the server something.
   *
   * @param <T> the answer
   */
  @FunctionalInterface
  interface Exchange<T> {

    T run() throws SQLException;
  }

  private static final Logger log = LoggerFactory.getLogger(Loan.class);

  /** How long a cancelled statement may take to end before its connection is cut. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private static final int VALIDATION_SECONDS = 1;
  private static final String CANCELLED_STATE = "57014";

  private final ReentrantLock lock = new ReentrantLock();
  private final SqlPool pool;
  private final Connection pooled;
  private final Connection physical;
  private final LoanListener listener;

  private volatile @Nullable String refusal;
  private @Nullable Statement running;
  private boolean cancelSent;
  private boolean cancelSeen;
  private volatile boolean unfit;
  private boolean givenBack;
  private boolean over;

  private boolean autoCommit = true;
  private boolean uncommitted;

  Loan(SqlPool pool, Connection pooled, Connection physical, LoanListener listener) {
    this.pool = pool;
    this.pooled = pooled;
    this.physical = physical;
    this.listener = listener;
  }

  /** The pool's connection, for calls that ask the server nothing of interest. */
  Connection connection() throws SQLException {
    check();
    return pooled;
  }

  /** Refuses once the loan is cancelled or given back. */
  void check() throws SQLException {
    String reason = refusal;
    if (reason != null) {
      throw new SQLNonTransientConnectionException(reason, "08003");
    }
  }

  boolean isRefused() {
    return refusal != null;
  }

  /** Runs a statement. */
  <T> T exchange(Statement statement, Exchange<T> exchange) throws SQLException {
    // In a transaction nothing has been applied before COMMIT: until then, all is still being sent.
    Phase phase = autoCommit ? Phase.AWAIT : Phase.SEND;
    T answer = guarded(statement, phase, exchange);
    if (autoCommit) {
      listener.exchangeCompleted();
    }
    return answer;
  }

  private <T> T guarded(@Nullable Statement statement, Phase phase, Exchange<T> exchange)
      throws SQLException {
    begin(statement);
    listener.enter(phase);
    uncommitted |= !autoCommit;
    try {
      return exchange.run();
    } catch (SQLException failure) {
      failed(failure, phase);
      throw failure;
    } finally {
      end();
    }
  }

  private void begin(@Nullable Statement statement) throws SQLException {
    lock.lock();
    try {
      check();
      running = statement;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock(); // waits for a cancel request that is being sent
    try {
      running = null;
    } finally {
      lock.unlock();
    }
  }

  private void failed(SQLException failure, Phase phase) {
    if (CANCELLED_STATE.equals(failure.getSQLState())) {
      cancelSeen = true;
    } else if (pool.failures().losesConnection(failure)) {
      unfit = true;
      listener.connectionLost(failure, phase);
    }
  }

  boolean isAutoCommit() {
    return autoCommit;
  }

  /** Switching it on commits what is open, as JDBC has it. */
  void setAutoCommit(boolean wanted) throws SQLException {
    if (wanted && uncommitted) {
      commit();
    }
    connection().setAutoCommit(wanted);
    autoCommit = wanted;
  }

  /** Refuses to commit what the database would roll back without saying so. */
  void commit() throws SQLException {
    check();
    if (transaction() == TransactionStatus.FAILED) {
      throw new SQLException(
          "A statement failed before, so the database would roll back instead of committing",
          "25P02");
    }
    guarded(
        null,
        Phase.COMMIT,
        () -> {
          pooled.commit();
          return Boolean.TRUE;
        });
    uncommitted = false;
    listener.exchangeCompleted();
  }

  void rollback() throws SQLException {
    check();
    pooled.rollback();
    uncommitted = false;
  }

  /** Rolls back because of a failure, which keeps what goes wrong meanwhile. */
  void rollbackAfter(Throwable failure) {
    if (refusal == null && !unfit) {
      try {
        rollback();
      } catch (SQLException second) {
        unfit = true;
        failure.addSuppressed(second);
      }
    }
  }

  /** Whether a transaction is open that nobody has ended. */
  boolean isInTransaction() throws SQLException {
    return !unfit && transaction() != TransactionStatus.NONE;
  }

  private TransactionStatus transaction() throws SQLException {
    return pool.dialect().transaction(physical, uncommitted);
  }

  /** Begins a transaction, before anything else was done. */
  void begin(TransactionOptions.Isolation isolation) throws SQLException {
    setAutoCommit(false);
    pool.dialect().isolate(connection(), isolation);
  }

  /** Keeps the connection from being lent again: its session is not as others expect it. */
  void changesSession() {
    unfit = true;
  }

  /**
   * Refuses further use and cancels the statement under way; a connection that still has not come
   * back after {@link #GRACE} is cut. Called by other threads; may block while a cancel request is
   * sent.
   *
   * @param reason what users of the JDBC objects are told from now on
   */
  void cancel(String reason) {
    lock.lock();
    try {
      if (over) {
        return;
      }
      if (refusal == null) {
        refusal = reason;
      }
      CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS).execute(this::cut);
      Statement statement = running;
      if (statement != null) {
        cancelSent = true;
        statement.cancel();
      }
    } catch (SQLException failure) {
      log.debug("{}: the statement under way could not be cancelled", pool, failure);
    } finally {
      lock.unlock();
    }
  }

  private void cut() {
    lock.lock();
    try {
      if (!over) {
        unfit = true;
        physical.abort(Runnable::run);
      }
    } catch (SQLException failure) {
      log.debug("{}: a connection could not be cut", pool, failure);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives the connection back, fit for the next user, or throws it away. Later calls do nothing.
   */
  void giveBack() {
    if (!endUse()) {
      return;
    }
    boolean fit = isFit();
    lock.lock();
    try {
      over = true; // from here on nothing may be cut: the connection may be another's
      fit &= !unfit;
    } finally {
      lock.unlock();
    }
    pool.takeBack(pooled, fit);
  }

  private boolean endUse() {
    lock.lock();
    try {
      boolean first = !givenBack;
      givenBack = true;
      if (refusal == null) {
        refusal = "The JDBC connection is used after it was given back";
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** Ends what is open, while the connection can still be cut. */
  private boolean isFit() {
    if (unfit) {
      return false;
    }
    try {
      if (!autoCommit) {
        pooled.rollback();
        pooled.setAutoCommit(true);
      } else if (isInTransaction()) {
        return false; // begun by a statement, so the pool would not know
      }
      return !cancelSent || (cancelSeen && pooled.isValid(VALIDATION_SECONDS));
    } catch (SQLException failure) {
      log.debug("{}: a connection could not be made fit to be lent again", pool, failure);
      return false;
    }
  }

  /** The name of the connection. */
  @Override
  public String toString() {
    return pool.toString();
  }
}
