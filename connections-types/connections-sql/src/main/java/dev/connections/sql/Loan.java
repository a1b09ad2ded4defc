package dev.connections.sql;

import dev.connections.Deadline;
import dev.connections.Phase;
import dev.connections.TimeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A physical connection while it is lent: knows which statement is under way, so that another
 * thread can cancel it, and what must happen before the next user gets the connection.
 *
 * <p>Used by one thread, except for {@link #cancel}.
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

  /** How long a cancelled statement of a lease may take to end before its connection is cut. */
  static final Duration GRACE = Duration.ofMillis(100);

  private static final String BROKEN_OFF =
      "The JDBC connection must not be used any more: the deadline has passed, or the connection is"
          + " being closed";

  /** How long resetting a session may take. */
  private static final Duration RESET_LIMIT = Duration.ofSeconds(1);

  private static final int VALIDATION_SECONDS = 1;
  private static final String CANCELLED_STATE = "57014";

  private final RunningStatement running = new RunningStatement();
  private final ReentrantLock returning = new ReentrantLock();
  private final SqlPool pool;
  private final Connection pooled;
  private final Connection physical;
  private final LoanListener listener;

  private volatile @Nullable String refusal;
  private boolean cancelSeen;
  private volatile boolean lost;
  private SessionEffect session = SessionEffect.NONE;
  private boolean readOnly;
  private boolean readOnlyInDoubt;

  /** Each statement runs in a read-only transaction that the user knows nothing of. */
  private boolean wrapped;

  private final List<Exchange<?>> undo = new ArrayList<>(0);
  private final AtomicBoolean givenBack = new AtomicBoolean();
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
    if (readOnlyInDoubt) {
      readOnlyAgain();
    }
    return answer;
  }

  /** The user's statement may have made a read-only session writable. */
  private void readOnlyAgain() throws SQLException {
    readOnlyInDoubt = false;
    if (!wrapped && autoCommit && physical.isReadOnly()) {
      physical.setReadOnly(false);
      pool.dialect().makeReadOnly(physical, true, resetDeadline());
    }
  }

  private static Deadline resetDeadline() {
    return Deadline.after(RESET_LIMIT, TimeSource.system());
  }

  private <T> T guarded(@Nullable Statement statement, Phase phase, Exchange<T> exchange)
      throws SQLException {
    check();
    if (!running.begin(statement)) {
      check();
    }
    listener.enter(phase);
    uncommitted |= !autoCommit;
    try {
      return exchange.run();
    } catch (SQLException failure) {
      failed(failure, phase);
      if (wrapped && autoCommit && !lost) {
        rollBackWrapped(failure);
      }
      throw failure;
    } finally {
      if (!lost) { // else nobody gets the connection after this, so there is nobody to protect
        lost |= !running.end();
      }
    }
  }

  /** As after a failure in auto-commit mode: what comes next is not affected. */
  private void rollBackWrapped(SQLException failure) {
    try {
      pooled.rollback();
    } catch (SQLException second) {
      lost = true;
      failure.addSuppressed(second);
    }
  }

  private void failed(SQLException failure, Phase phase) {
    if (CANCELLED_STATE.equals(failure.getSQLState())) {
      cancelSeen = true;
    } else if (!readOnly && pool.failures().refusesWrites(failure)) {
      listener.writeRefused();
    } else if (pool.failures().losesConnection(failure)) {
      lost = true;
      pool.lost(failure);
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
    if (wrapped) {
      if (autoCommit && !wanted) {
        connection().rollback();
      }
    } else {
      connection().setAutoCommit(wanted);
    }
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
    if (refusal == null && !lost) {
      try {
        rollback();
      } catch (SQLException second) {
        lost = true;
        failure.addSuppressed(second);
      }
    }
  }

  /** Whether a transaction is open that nobody has ended. */
  boolean isInTransaction() throws SQLException {
    return !lost && transaction() != TransactionStatus.NONE;
  }

  private TransactionStatus transaction() throws SQLException {
    return pool.dialect().transaction(physical, uncommitted);
  }

  /**
   * Makes the server refuse writes, or allow them again, before anything else is done.
   *
   * @param deadline by when
   */
  void prepare(boolean readOnly, Deadline deadline) throws SQLException {
    check();
    try {
      this.readOnly = readOnly;
      pool.dialect().makeReadOnly(physical, readOnly, deadline);
      if (readOnly && pool.dialect().isReadOnlyByTransaction()) {
        pooled.setAutoCommit(false);
        wrapped = true;
      }
    } catch (SQLException failure) {
      lost = true;
      throw failure;
    }
  }

  /** Begins a transaction, before anything else was done. */
  void begin(TransactionOptions.Isolation isolation) throws SQLException {
    setAutoCommit(false);
    pool.dialect().isolate(connection(), isolation);
  }

  /**
   * Looks at a statement's text before it is sent.
   *
   * @throws SQLException if the session is shared with others, and would be changed
   */
  void watch(String sql) throws SQLException {
    SqlDialect dialect = pool.dialect();
    SessionEffect effect = dialect.effectOf(sql);
    if (effect != SessionEffect.NONE) {
      session = session.and(effect);
      readOnlyInDoubt |= SessionState.mayEndReadOnly(sql);
    } else {
      String refused = dialect.refusal(sql);
      if (refused != null) {
        throw new SQLFeatureNotSupportedException(refused, "0A000");
      }
    }
  }

  /** Something unseen is done with the connection, or something that the server resets. */
  void mayChangeSession() {
    session = session.and(SessionEffect.RESETTABLE);
  }

  /** Looks names up in another schema, until the connection is given back. */
  void setSchema(String schema) throws SQLException {
    SqlDialect dialect = pool.dialect();
    if (dialect.isReadOnlyByTransaction()) {
      throw new SQLFeatureNotSupportedException(dialect.refusal("SET search_path TO x"), "0A000");
    }
    if (dialect.resetsSessions()) {
      mayChangeSession();
    } else {
      String before = connection().getSchema();
      atEnd(() -> done(() -> pooled.setSchema(before)));
    }
    connection().setSchema(schema);
  }

  /** Makes the server refuse writes, or allow them again, as the user wants. */
  void setReadOnly(boolean readOnly) throws SQLException {
    check();
    if (isInTransaction()) {
      throw new SQLException("setReadOnly is not allowed in a transaction", "25001");
    }
    pool.dialect().makeReadOnly(physical, readOnly, resetDeadline());
  }

  /** Does something before the connection is lent again; last things first. */
  void atEnd(Exchange<?> action) {
    undo.add(0, action);
  }

  /** A call that gives nothing. */
  interface Call {
    void run() throws SQLException;
  }

  static boolean done(Call call) throws SQLException {
    call.run();
    return true;
  }

  /** Keeps the connection from being lent again. */
  void discard() {
    session = SessionEffect.LASTING;
  }

  /**
   * Refuses further use and cancels the statement under way. Called by other threads; may block
   * while a cancel request is sent.
   */
  void cancel() {
    if (refusal == null) {
      refusal = BROKEN_OFF;
    }
    running.stop();
  }

  /** As {@link #cancel}; a connection that has not come back after {@link #GRACE} is cut. */
  void end() {
    LastResort.after(GRACE, this::cut);
    cancel();
  }

  /** Leaves the connection to a thread that hangs in it; the pool makes another one. */
  void abandon() {
    if (!givenBack.getAndSet(true)) {
      lost = true;
      pool.takeBack(pooled, "it was abandoned while the driver hung");
    }
  }

  /** Closes the socket, so that whoever waits for an answer fails. May block. */
  void cut() {
    returning.lock();
    try {
      if (!over) {
        lost = true;
        physical.abort(Runnable::run);
      }
    } catch (SQLException failure) {
      log.debug("{}: a connection could not be cut", pool, failure);
    } finally {
      returning.unlock();
    }
  }

  /**
   * Gives the connection back, fit for the next user, or throws it away. Later calls do nothing.
   */
  void giveBack() {
    if (givenBack.getAndSet(true)) {
      return;
    }
    if (refusal == null) {
      refusal = "The JDBC connection is used after it was given back";
    }
    String unfit = whyUnfit();
    if (returning.tryLock()) {
      try {
        over = true; // from here on nothing may be cut: the connection may be another's
        unfit = lost ? "it was lost" : unfit;
      } finally {
        returning.unlock();
      }
    } else {
      unfit = "it is being aborted"; // and nobody waits for a driver that hangs in that
    }
    pool.takeBack(pooled, unfit);
  }

  /** Ends what is open, while the connection can still be cut; null if it can be lent again. */
  private @Nullable String whyUnfit() {
    if (lost) {
      return "it was lost";
    }
    if (session == SessionEffect.LASTING) {
      return "its session was changed in a way that cannot be reset";
    }
    try {
      if (!autoCommit || wrapped) {
        pooled.rollback();
        pooled.setAutoCommit(true);
      } else if (isInTransaction()) {
        return "a transaction was begun by a statement and not ended"; // the pool would not know
      }
      if (running.wasCancelled() && !(cancelSeen && pooled.isValid(VALIDATION_SECONDS))) {
        return "its statement was cancelled and may still be running";
      }
      for (Exchange<?> action : undo) {
        action.run();
      }
      if (session == SessionEffect.RESETTABLE) {
        pool.dialect().resetSession(physical, resetDeadline());
      }
      return null;
    } catch (SQLException failure) {
      log.debug("{}: a connection could not be made fit to be lent again", pool, failure);
      return "its session could not be reset: " + failure.getSQLState();
    }
  }

  /** The name of the connection. */
  @Override
  public String toString() {
    return pool.toString();
  }
}
