package dev.connections.sql.internal.pool;

import dev.connections.Deadline;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.Cancellation;
import dev.connections.spi.FailureClassification;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.RejectedCallException;
import dev.connections.sql.internal.text.SessionEffect;
import dev.connections.sql.internal.text.SettingInText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A physical connection while it is lent: knows which statement is in flight, so that another
 * thread can cancel it, and what must happen before the next user gets the connection.
 *
 * <p>Meant for one thread, except for {@link #cancel}. JDBC allows more, so a call that another
 * thread has begun keeps the connection from being lent again.
 */
public final class Loan implements Cancellation {

  private static final Logger log = LoggerFactory.getLogger(Loan.class);

  private static final String CANCELED =
      "The JDBC connection must not be used any more: the deadline has passed, or the connection is"
          + " being closed";

  private static final int VALIDATION_SECONDS = 1;

  private final RunningStatement running;
  private final Uses uses = new Uses();
  private final LoanEnd end;
  private final LoanTransaction transaction;
  private final SessionChanges session;
  private final Occupation occupation = new Occupation();
  private final SqlPool pool;
  private final Connection pooled;
  private final Connection physical;
  private final LoanListener listener;

  private volatile @Nullable String rejection;
  private volatile @Nullable SQLException afterCancel;
  private boolean readOnly;
  private boolean readOnlyInDoubt;

  /** Each statement runs in a read-only transaction that the user knows nothing of. */
  private boolean wrapped;

  private boolean handedOut;

  /** It was opened while the database took no writes, and will take none later. */
  private boolean stuckReadOnly;

  /** What the connection was lost by, which the user may have caught. */
  private @Nullable SQLException lostBy;

  Loan(SqlPool pool, Connection pooled, Connection physical, LoanListener listener) {
    this.running = new RunningStatement(pool.dialect(), LoanEnd.GRACE);
    this.end = new LoanEnd(pool, pool.dialect(), pooled, physical);
    this.transaction = new LoanTransaction(pool.dialect(), pool.failures(), physical, end);
    this.session = new SessionChanges(pool.dialect(), physical);
    this.pool = pool;
    this.pooled = pooled;
    this.physical = physical;
    this.listener = listener;
  }

  /** The pool's connection, for calls that ask the server nothing of interest. */
  public Connection connection() throws SQLException {
    check();
    if (lostBy != null) {
      transaction.checkNotRolledBack(); // the pool's connection would only say that it is closed
    }
    return pooled;
  }

  /** Throws once the loan is canceled or given back. */
  public void check() throws SQLException {
    String reason = rejection;
    if (reason != null) {
      SQLException rejected = new SQLNonTransientConnectionException(reason, "08003");
      noteCanceled(rejected);
      throw rejected;
    }
  }

  /** Work that catches this has not done what it was to do, so its value is not available. */
  private void noteCanceled(SQLException failure) {
    if (rejection == CANCELED && afterCancel == null) {
      afterCancel = failure;
    }
  }

  /** Fails if something was canceled, or rejected after that, although its user caught it. */
  public void checkCompleted() throws SQLException {
    SQLException caught = afterCancel;
    if (caught != null) {
      throw caught;
    }
  }

  public boolean isRejected() {
    return rejection != null;
  }

  /** Runs a statement. */
  public <T> T exchange(@Nullable Statement statement, Exchange<T> exchange) throws SQLException {
    T answer;
    try {
      answer =
          guarded(
              statement,
              transaction.phase(),
              () -> {
                session.forget();
                return exchange.run();
              });
    } catch (SQLException failure) {
      if (transaction.commitsByItself()) {
        listener.exchangeCompleted(); // perhaps, before it failed
      }
      throw failure;
    }
    if (transaction.appliesAtOnce()) {
      listener.exchangeCompleted();
    }
    session.look();
    transaction.goesOn();
    if (readOnlyInDoubt) {
      readOnlyAgain();
    }
    return answer;
  }

  /** The user's statement may have made a read-only session writable. */
  private void readOnlyAgain() throws SQLException {
    readOnlyInDoubt = false;
    if (!wrapped && transaction.isAutoCommit() && physical.isReadOnly()) {
      physical.setReadOnly(false);
      pool.dialect().makeReadOnly(physical, true, SessionChanges.deadline());
    }
  }

  /** Runs what may ask the server something, but changes nothing there, such as fetching rows. */
  public <T> T observe(Exchange<T> exchange) throws SQLException {
    beginUse();
    try {
      T answer = exchange.run();
      session.look();
      return answer;
    } catch (SQLException failure) {
      failed(failure, transaction.phase());
      throw failure;
    } finally {
      endUse();
    }
  }

  /** Closes a statement or rows, with which the driver may read the last of what was answered. */
  public void close(Call call) throws SQLException {
    call.run();
    if (rejection == null) {
      session.look();
    }
  }

  /** Makes a call of the driver, during which the connection is not lent to anyone else. */
  public <T> T use(Exchange<T> call) throws SQLException {
    try {
      return used(call);
    } catch (SQLException failure) {
      SQLException first = lostBy;
      if (first != null && first != failure) {
        transaction.checkNotRolledBack();
        explain(failure, first);
      }
      throw failure;
    }
  }

  private <T> T used(Exchange<T> call) throws SQLException {
    beginUse();
    try {
      T answer = call.run();
      session.forget();
      return answer;
    } finally {
      endUse();
    }
  }

  /**
   * Keeps the connection to something that takes several exchanges, each a {@link #part} but for
   * the last: a driver that is asked for anything else between them may wait forever. From the
   * first of them on a cancel request is sent also between them, since the server may be at work.
   *
   * @param what for the message to whoever asks nevertheless
   */
  public void occupy(String what) throws SQLException {
    occupation.begin(what);
  }

  /** The last of the exchanges is next. */
  public void lastIsNext() {
    occupation.end();
  }

  /** All of it is over, whatever came of it. */
  public void release() {
    occupation.end();
    running.end();
  }

  /**
   * Runs one of several exchanges that are one statement together.
   *
   * @param statement by which it is canceled
   * @param phase what a failure in it proves
   */
  public <T> T part(Statement statement, Phase phase, Exchange<T> exchange) throws SQLException {
    return occupation.part(() -> guarded(statement, phase, exchange));
  }

  private void beginUse() throws SQLException {
    check();
    occupation.check();
    if (!uses.begin()) {
      check(); // given back meanwhile
    }
    listener.working(false);
  }

  private void endUse() {
    uses.end();
    works();
  }

  /** The user's own code runs; what is done with the driver's own object, no one sees. */
  public void works() {
    listener.working(!handedOut);
  }

  /** A cancel request for the connection is sent, or may have been. */
  public void cancelRequested() {
    running.requested();
  }

  /**
   * The driver's own object goes out, and what is done with it is unseen: from now on work may have
   * been sent, and may have been applied.
   */
  public void handsOut() {
    handedOut = true;
    listener.enter(Phase.RECEIVE);
    listener.exchangeCompleted();
  }

  /** Tells once of a fetch size that the driver will ignore for this statement. */
  public void noteFetchSize(Statement statement) throws SQLException {
    pool.fetchSizes().look(statement, transaction.isAutoCommit());
  }

  private <T> T guarded(@Nullable Statement statement, Phase phase, Exchange<T> exchange)
      throws SQLException {
    check();
    transaction.checkNotRolledBack();
    beginUse();
    try {
      if (!running.begin(statement)) {
        check();
      }
      return sent(phase, exchange);
    } finally {
      endUse();
    }
  }

  private <T> T sent(Phase phase, Exchange<T> exchange) throws SQLException {
    listener.enter(phase);
    transaction.sends();
    try {
      if (phase != Phase.COMMIT) {
        pool.dialect().beginStatement(physical);
      }
      return exchange.run();
    } catch (SQLException failure) {
      failed(failure, phase);
      if (wrapped && transaction.isAutoCommit() && !end.isLost()) {
        rollBackWrapped(failure);
      }
      throw failure;
    } finally {
      // If it is lost no one gets the connection after this, so there is no one to protect.
      if (!end.isLost() && occupation.occupant() == null) {
        running.end();
      }
    }
  }

  /** As after a failure in auto-commit mode: what comes next is not affected. */
  private void rollBackWrapped(SQLException failure) {
    try {
      pooled.rollback();
    } catch (SQLException second) {
      end.lose();
      failure.addSuppressed(second);
    }
  }

  private void failed(SQLException thrown, Phase phase) {
    noteCanceled(thrown);
    if (pool.failures().isCancelled(thrown)) {
      running.answered();
    } else if (!readOnly && pool.failures().rejectsWrites(thrown)) {
      listener.writeRejected();
      stuckReadOnly = pool.dialect().opensReadOnly();
    }
    if (pool.failures().losesConnection(thrown)) {
      lose(thrown);
      pool.lost(thrown);
      if (!end.isGivenBack()) { // else it was us who closed it
        listener.connectionLost(thrown, phase);
      }
    }
    transaction.failed(thrown, rejection == null);
  }

  /** What fails later fails because of this, and says so. */
  private void lose(SQLException thrown) {
    if (pool.failures().isUnjudged(thrown)) {
      end.loseUnjudged();
    } else {
      end.lose();
    }
    SQLException first = lostBy;
    if (first == null) {
      lostBy = thrown;
    } else if (first != thrown) {
      explain(thrown, first);
    }
  }

  private static void explain(SQLException thrown, SQLException first) {
    if (thrown.getCause() != null) {
      return;
    }
    try {
      thrown.initCause(first);
    } catch (IllegalStateException hasNone) {
      thrown.addSuppressed(first);
    }
  }

  public boolean isAutoCommit() {
    return transaction.isAutoCommit();
  }

  /** Switching it on commits what is open, as JDBC has it. */
  public void setAutoCommit(boolean wanted) throws SQLException {
    if (wanted && transaction.isUncommitted()) {
      commit();
    }
    use(() -> done(() -> switchAutoCommit(wanted)));
    transaction.autoCommit(wanted);
  }

  private void switchAutoCommit(boolean wanted) throws SQLException {
    if (!wrapped) {
      pooled.setAutoCommit(wanted);
    } else if (transaction.isAutoCommit() && !wanted) {
      pooled.rollback();
    }
  }

  /** Does not commit what the database would roll back without saying so. */
  public void commit() throws SQLException {
    check();
    transaction.checkCommittable();
    guarded(
        null,
        Phase.COMMIT,
        () -> {
          pooled.commit();
          return Boolean.TRUE;
        });
    transaction.committed();
    listener.exchangeCompleted();
  }

  /** As {@link #commit()}, but does not wait longer for the answer: the connection is lost then. */
  public void commit(Duration patience) throws SQLException {
    int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, patience.toMillis()));
    int before = use(physical::getNetworkTimeout);
    use(() -> done(() -> physical.setNetworkTimeout(Runnable::run, millis)));
    commit();
    use(() -> done(() -> physical.setNetworkTimeout(Runnable::run, before)));
  }

  /** Whether the transaction may have been committed although this came of it. */
  public boolean mayBeCommitted(SQLException failure) {
    FailureClassification meaning = pool.failures().classify(failure, Phase.COMMIT);
    return meaning != null && meaning.outcome() == Outcome.UNKNOWN;
  }

  /** See {@link SqlDialect#transactionId}. */
  public Optional<String> transactionId() throws SQLException {
    return guarded(null, Phase.SEND, () -> pool.dialect().transactionId(physical));
  }

  /** See {@link SqlDialect#isUndecided}. */
  public boolean isUndecided(String transactionId) throws SQLException {
    return observe(() -> pool.dialect().isUndecided(physical, transactionId));
  }

  public void rollback() throws SQLException {
    used(() -> done(pooled::rollback));
    transaction.rolledBack();
  }

  public void rollback(Savepoint savepoint) throws SQLException {
    use(() -> done(() -> pooled.rollback(savepoint)));
    transaction.goesOn();
  }

  /**
   * Rolls back because of a failure, which keeps what goes wrong meanwhile. What was handed out is
   * rolled back when it is thrown away, and so is what another thread is using: asking the driver
   * may mean to wait for it.
   */
  public void rollbackAfter(Throwable failure) {
    if (rejection == null && !end.isLost() && !handedOut && !uses.any()) {
      try {
        rollback();
      } catch (SQLException second) {
        end.lose();
        failure.addSuppressed(second);
      }
    }
  }

  /** Whether a transaction is open that no one has ended. */
  public boolean isInTransaction() throws SQLException {
    return uses.any()
        ? transaction.isUncommitted()
        : !end.isLost() && transaction.status() != TransactionStatus.NONE;
  }

  /**
   * Makes the server reject writes, or allow them again, before anything else is done.
   *
   * @param deadline by when
   */
  public void prepare(boolean readOnly, Deadline deadline) throws SQLException {
    check();
    try {
      this.readOnly = readOnly;
      pool.dialect().makeReadOnly(physical, readOnly, deadline);
      if (readOnly && pool.dialect().isReadOnlyByTransaction()) {
        pooled.setAutoCommit(false);
        wrapped = true;
      }
      session.forget();
    } catch (SQLException failure) {
      end.lose();
      throw failure;
    }
  }

  /** The work is to be over by then; see {@link SqlDialect#workUntil}. */
  public void until(Deadline deadline) throws SQLException {
    pool.dialect().workUntil(physical, deadline);
  }

  /** Begins a transaction, before anything else was done. */
  public void begin(TransactionOptions.Isolation isolation) throws SQLException {
    setAutoCommit(false);
    pool.dialect().isolate(connection(), isolation);
  }

  /**
   * Looks at a statement's text before it is sent.
   *
   * @throws SQLException if the session is shared with others, and would be changed
   */
  public void watch(String sql) throws SQLException {
    StatementTexts.Meaning meaning = pool.texts().of(sql);
    transaction.watch(meaning);
    if (meaning.effect() != SessionEffect.NONE) {
      session.note(meaning.effect());
      readOnlyInDoubt |= SettingInText.mayEndReadOnly(sql);
    } else if (meaning.rejection() != null) {
      throw new SQLFeatureNotSupportedException(meaning.rejection(), "0A000");
    }
  }

  /** Something unseen is done with the connection, or something that the server resets. */
  public void mayChangeSession() {
    session.note(SessionEffect.RESETTABLE);
  }

  /** Looks names up in another schema, until the connection is given back. */
  public void setSchema(String schema) throws SQLException {
    SqlDialect dialect = pool.dialect();
    if (dialect.isReadOnlyByTransaction()) {
      throw new SQLFeatureNotSupportedException(dialect.rejection("SET search_path TO x"), "0A000");
    }
    if (dialect.resetsSessions()) {
      mayChangeSession();
    } else {
      String before = use(pooled::getSchema);
      atEnd(() -> done(() -> pooled.setSchema(before)));
    }
    use(() -> done(() -> pooled.setSchema(schema)));
  }

  /** Makes the server reject writes, or allow them again, as the user wants. */
  public void setReadOnly(boolean readOnly) throws SQLException {
    check();
    if (isInTransaction()) {
      throw RejectedCallException.mistake("setReadOnly is not allowed in a transaction", "25001");
    }
    use(
        () ->
            done(() -> pool.dialect().makeReadOnly(physical, readOnly, SessionChanges.deadline())));
  }

  /**
   * Sees to it that the next user's statements have the query timeout that the first one had here:
   * some drivers (H2) keep it for the session. Called before it is set.
   */
  public void restoreQueryTimeout(Statement statement) throws SQLException {
    if (session.restoresQueryTimeout()) {
      return;
    }
    int before = use(statement::getQueryTimeout);
    session.restoreQueryTimeout(() -> done(() -> setQueryTimeout(before)));
  }

  private void setQueryTimeout(int seconds) throws SQLException {
    try (Statement fresh = pooled.createStatement()) {
      if (fresh.getQueryTimeout() != seconds) {
        fresh.setQueryTimeout(seconds);
      }
    }
  }

  /** Does something before the connection is lent again; last things first. */
  public void atEnd(Exchange<?> action) {
    session.atEnd(action);
  }

  /** A call that gives nothing. */
  public interface Call {
    void run() throws SQLException;
  }

  public static boolean done(Call call) throws SQLException {
    call.run();
    return true;
  }

  /** Keeps the connection from being lent again. */
  public void discard() {
    session.note(SessionEffect.LASTING);
  }

  /**
   * Rejects further use and has the running statement canceled; a connection that has not come back
   * after {@link LoanEnd#GRACE} is cut. Called by other threads; does not block.
   */
  @Override
  public void cancel() {
    SpareThreads.after(LoanEnd.GRACE, this::abort);
    if (rejection == null) {
      rejection = CANCELED;
    }
    running.stop();
  }

  @Override
  public void abandon() {
    end.abandon();
  }

  /** Cuts the connection, because what is done with it has not ended in time. */
  @Override
  public void abort() {
    end.cut(listener.whyAborted());
  }

  /**
   * Gives the connection back, fit for the next user, or throws it away. Later calls do nothing.
   */
  public void giveBack() {
    if (!end.isFirst()) {
      return;
    }
    if (rejection == null) {
      rejection = "The JDBC connection is used after it was returned";
    }
    if (uses.close()) {
      end.takeAway(running);
    } else {
      end.giveBack(transaction.isUncommitted(), this::whyUnfit);
    }
  }

  /**
   * Ends what is open, while the connection can still be cut; null if it can be lent again. A
   * connection that was handed out is not asked: its driver may still be busy, and what its session
   * has become, no one can tell.
   */
  private @Nullable String whyUnfit() {
    if (handedOut) {
      return "the driver's own object was handed out by unwrap";
    }
    if (occupation.occupant() != null) {
      return occupation.occupant() + " on it had not ended"; // its driver would wait for that
    }
    if (running.wasAbandoned()) {
      return "a cancel request for it has not been answered";
    }
    if (running.wasCanceled() && !pool.dialect().survivesCancel()) {
      return "its statement was canceled, and what the session has become is not known";
    }
    if (stuckReadOnly) {
      return "it was opened while the database took no writes";
    }
    if (session.isLasting()) {
      return "its session was changed in a way that cannot be reset";
    }
    try {
      if (!transaction.isAutoCommit() || wrapped) {
        pooled.rollback();
        pooled.setAutoCommit(true);
      } else if (isInTransaction()) {
        return "a transaction was begun by a statement and not ended"; // the pool would not know
      }
      // Only now, so that the transaction's locks do not wait until the pool closes it.
      if (running.mayBeCanceled()) {
        return "a cancel request for it has ended no statement, and may still arrive";
      }
      if (running.wasCanceled() && !pooled.isValid(VALIDATION_SECONDS)) {
        return "its statement was canceled and may still be running";
      }
      session.undo();
      return null;
    } catch (SQLException failure) {
      log.debug(
          "{}: the session of a connection could not be reset: SQLSTATE {}",
          pool,
          failure.getSQLState());
      return "its session could not be reset: " + failure.getSQLState();
    }
  }

  /** The name of the connection. */
  @Override
  public String toString() {
    return pool.toString();
  }
}
