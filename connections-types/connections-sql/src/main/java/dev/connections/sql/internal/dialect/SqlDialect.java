package dev.connections.sql.internal.dialect;

import dev.connections.Deadline;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.failure.SqlErrors;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.text.CommitInText;
import dev.connections.sql.internal.text.SessionEffect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What differs between databases. Immutable and thread-safe. */
public interface SqlDialect extends StatementCanceller, ConnectionCutter {

  /**
   * Opens a physical connection, with the present password.
   *
   * @param deadline by when; handed to the driver
   */
  Connection connect(Deadline deadline) throws SQLException;

  /** Lets go of what was held next to the connections that it made. */
  default void close() {}

  /**
   * What else there is to know of a new session and its server; none by default. One exchange at
   * most.
   *
   * @throws SQLException if the server does not tell, which is no reason to give the session up
   */
  default ServerFacts facts(Connection first) throws SQLException {
    return ServerFacts.NONE;
  }

  /** Where it connects to, fit to be shown. */
  String address();

  /** The names of the hosts it connects to; none where there are no hosts. */
  default List<String> hosts() {
    return List.of();
  }

  /** The setting {@code schema}; empty where a missing schema is the driver's error anyway. */
  default Optional<String> schema() {
    return Optional.empty();
  }

  /** What its SQLSTATEs mean where they differ from the common ones; asked before those. */
  List<SqlStateRule> rules();

  /** Reads its driver's exceptions. */
  default SqlErrors errors() {
    return SqlErrors.STANDARD;
  }

  /** Whether the driver knows that a transaction has failed and waits for its rollback. */
  default boolean knowsFailedTransactions() {
    return false;
  }

  /**
   * The same for what a first connection shows to stand between the application and the server.
   *
   * @throws SQLException if that cannot be asked
   */
  default SqlDialect settledBy(Connection first) throws SQLException {
    return this;
  }

  /**
   * Gives a new or reset session what every borrower expects of it, such as the {@code
   * connectionInitSql}. Does no exchange where there is nothing.
   *
   * @param deadline by when; handed to the driver
   */
  default void beginSession(Connection physical, Deadline deadline) throws SQLException {}

  @Override
  default void cancel(Statement running) throws SQLException {
    running.cancel();
  }

  /** Whether a connection can be lent again after a statement of it was canceled. */
  default boolean survivesCancel() {
    return true;
  }

  /**
   * Limits how long the next exchanges on a connection of our own may take, where its driver can.
   */
  default void limit(Connection physical, Deadline deadline) throws SQLException {
    physical.setNetworkTimeout(Runnable::run, Math.max(1, deadline.remainingMillis()));
  }

  /**
   * Why a session of the pool must not be lent any more although it works, such as that its file is
   * another one now; null, the default, if it may. Asked each time before it is lent, so no
   * exchange; then none of the sessions that are open is lent again.
   */
  default @Nullable String outdated(Connection physical) throws SQLException {
    return null;
  }

  /**
   * Does what is needed before a statement runs, such as the first one of a transaction; part of
   * the statement, whose failure it is. Nothing by default.
   */
  default void beginStatement(Connection physical) throws SQLException {}

  /**
   * By the driver's {@code abort}; for drivers whose abort waits, or does nothing, by other means.
   */
  @Override
  default void cut(Connection physical) throws SQLException {
    ConnectionCutter.ABORT.cut(physical);
  }

  /**
   * Whether the failure of one of several statements in one text undoes those before it, outside a
   * transaction; false by default.
   */
  default boolean undoesTexts() {
    return false;
  }

  /**
   * Whether a statement commits the open transaction before it does anything itself, as definitions
   * do in some databases; by its text. False by default.
   */
  default boolean commitsTransaction(String sql) {
    return false;
  }

  /**
   * Whether a text that fails may have applied something nevertheless.
   *
   * @param autoCommit whether no transaction is open
   */
  default boolean mayCommit(String sql, boolean autoCommit) {
    return CommitInText.isPossible(sql, autoCommit, undoesTexts());
  }

  /**
   * Whether the server has rolled back a whole transaction because of a failure in it, or will do
   * nothing else with it; may ask the server. False by default: what the failure says is enough.
   *
   * @param failure one after which the connection is still there
   */
  default boolean hasRolledBack(Connection physical, SQLException failure) throws SQLException {
    return false;
  }

  /** The worst that a statement may do to the session beyond its transaction, by its text. */
  default SessionEffect effectOf(String sql) {
    return SessionEffect.NONE;
  }

  /**
   * Whether the server has said with its last answer, which was no error, that the session is
   * another one now, as a procedure may make it; asks the server nothing. False by default.
   */
  default boolean hasChangedSession(Connection physical) throws SQLException {
    return false;
  }

  /**
   * Forgets what {@link #hasChangedSession} would tell of answers until now, such as one to what
   * was set on the user's behalf: a statement whose rows are fetched one after the other brings its
   * own answer only with the last of them.
   */
  default void forgetSessionChange(Connection physical) throws SQLException {}

  /** Whether the server can reset a session; if not, the connection is closed in place of it. */
  default boolean resetsSessions() {
    return false;
  }

  /**
   * Makes a session what it was when it began, whatever was done to it, outside of a transaction.
   *
   * @param deadline by when; handed to the driver
   */
  default void resetSession(Connection physical, Deadline deadline) throws SQLException {
    throw new SQLFeatureNotSupportedException("This database cannot reset a session");
  }

  /**
   * Whether the server is asked to reject writes transaction by transaction, because its session is
   * not ours for longer.
   */
  default boolean isReadOnlyByTransaction() {
    return false;
  }

  /** Why no session can be had for longer than a transaction; null if one can. */
  default @Nullable String noOwnSession() {
    return null;
  }

  /** Why a statement must not run, because the session is shared with others; null if it may. */
  default @Nullable String rejection(String sql) {
    return null;
  }

  /**
   * Makes the server reject writes on a physical connection, or allow them again. Does no exchange
   * where nothing changes. Does nothing where the server cannot.
   *
   * @param deadline by when; handed to the driver
   */
  void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline) throws SQLException;

  /**
   * The work on a lent session is to be over by then: what waits within the driver gives up before,
   * and says what it has waited for. Nothing by default; {@link #makeReadOnly} comes first.
   */
  default void workUntil(Connection physical, Deadline deadline) throws SQLException {}

  /**
   * Whether a session that rejects writes goes on to do so when the server takes them again: it is
   * not lent again then. False by default.
   */
  default boolean opensReadOnly() {
    return false;
  }

  /** Whether the driver fetches rows in portions only within a transaction. */
  default boolean fetchesOnlyInTransactions() {
    return false;
  }

  /** Whether the server takes writes, or is a replica or set to read-only; one exchange. */
  boolean takesWrites(Connection physical) throws SQLException;

  /**
   * A query whose one number is how far a server is in the history of changes, replica or not:
   * replicas of one server can be compared by it, with that server too. Empty by default, where
   * there is no such number.
   */
  default Optional<String> position() {
    return Optional.empty();
  }

  /** Sets the isolation of the transaction that the next statement begins, and of no other. */
  void isolate(Connection pooled, TransactionOptions.Isolation isolation) throws SQLException;

  /**
   * The server's own name for the transaction that is open, by which another session can ask what
   * has become of it; empty if nothing was written in it, or where there is no such thing, which is
   * the default. One exchange.
   */
  default Optional<String> transactionId(Connection physical) throws SQLException {
    return Optional.empty();
  }

  /**
   * Whether the server still works on a transaction, so that what it has written is neither there
   * nor gone. One exchange.
   *
   * @param transactionId as {@link #transactionId} gave it, perhaps of another server
   */
  default boolean isUndecided(Connection physical, String transactionId) throws SQLException {
    return false;
  }

  /**
   * How the transaction on a physical connection stands, as far as the driver can tell without
   * asking the server.
   *
   * @param uncommitted whether the calls on the connection make one think that one is open
   */
  TransactionStatus transaction(Connection physical, boolean uncommitted) throws SQLException;
}
