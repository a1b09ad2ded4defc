package dev.connections.sql.internal.guard;

import dev.connections.sql.internal.failure.RejectedCallException;
import dev.connections.sql.internal.forwarding.ForwardingConnection;
import dev.connections.sql.internal.pool.Loan;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The connection that users get: tells the {@link Loan} what is done with it, and rejects calls
 * once the loan is over. For one thread at a time.
 */
public final class GuardedConnection extends ForwardingConnection {

  private final Loan loan;
  private final boolean inBlock;
  private final @Nullable SavepointWatch savepoints;
  private final @Nullable Runnable onClose;
  private boolean closed;

  private GuardedConnection(
      Loan loan, @Nullable SavepointWatch savepoints, @Nullable Runnable onClose) {
    this.loan = loan;
    this.inBlock = savepoints != null;
    this.savepoints = savepoints;
    this.onClose = onClose;
  }

  /** A connection whose user does not give it back; closing it only ends its use. */
  public static GuardedConnection lent(Loan loan) {
    return new GuardedConnection(loan, null, null);
  }

  /**
   * The same in a transaction that the user does not end either.
   *
   * @param savepoints hears of those that the user sets
   */
  public static GuardedConnection inTransaction(Loan loan, SavepointWatch savepoints) {
    return new GuardedConnection(loan, savepoints, null);
  }

  /**
   * A connection that its user gives back by closing it.
   *
   * @param onClose gives it back
   */
  public static GuardedConnection owned(Loan loan, Runnable onClose) {
    return new GuardedConnection(loan, null, onClose);
  }

  /** The loan, while this connection may be used. */
  public Loan loan() throws SQLException {
    if (closed) {
      throw new SQLNonTransientConnectionException("The JDBC connection has been closed", "08003");
    }
    loan.check();
    return loan;
  }

  /** See {@link Loan#close}; allowed at any time. */
  void closes(Loan.Call call) throws SQLException {
    loan.close(call);
  }

  @Override
  protected Connection delegate() throws SQLException {
    return loan().connection();
  }

  @Override
  protected <T> T ask(Question<T> question) throws SQLException {
    Loan lent = loan();
    Connection pooled = lent.connection();
    return lent.use(() -> question.ask(pooled));
  }

  @Override
  protected Connection clientInfoDelegate() throws SQLClientInfoException {
    try {
      return delegate();
    } catch (SQLException rejected) {
      throw new SQLClientInfoException(
          rejected.getMessage(),
          rejected.getSQLState(),
          Map.<String, ClientInfoStatus>of(),
          rejected);
    }
  }

  /** The connection, for what decides the fate of a transaction. */
  private Loan free(String call) throws SQLException {
    if (inBlock) {
      throw RejectedCallException.mistake(
          call
              + " is not allowed in inTransaction, which commits when the work returns and rolls back"
              + " when it throws; use execute to do it by hand",
          "2D000");
    }
    return loan();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (onClose != null) {
        onClose.run();
      }
    }
  }

  @Override
  public boolean isClosed() throws SQLException {
    return isOver() || loan.connection().isClosed();
  }

  /** A connection that is closed, or may not be used any more, is not valid. */
  @Override
  public boolean isValid(int timeout) throws SQLException {
    if (timeout < 0) {
      throw RejectedCallException.mistake(
          "isValid takes 0 or a number of seconds, not " + timeout, "22023");
    }
    return !isOver() && super.isValid(timeout);
  }

  @Override
  public void commit() throws SQLException {
    free("commit").commit();
  }

  @Override
  public void rollback() throws SQLException {
    free("rollback").rollback();
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return watched(super.setSavepoint());
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return watched(super.setSavepoint(name));
  }

  private Savepoint watched(Savepoint savepoint) {
    if (savepoints != null) {
      savepoints.set(savepoint);
    }
    return savepoint;
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    loan().rollback(savepoint);
    if (savepoints != null) {
      savepoints.rolledBackTo(savepoint);
    }
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    super.releaseSavepoint(savepoint);
    if (savepoints != null) {
      savepoints.released(savepoint);
    }
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    free("setAutoCommit").setAutoCommit(autoCommit);
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    return loan().isAutoCommit();
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    free("setReadOnly").setReadOnly(readOnly);
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    Loan free = free("setTransactionIsolation");
    free.watch("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE");
    tell(pooled -> pooled.setTransactionIsolation(level));
  }

  /** The pool does not set it back: it knows none that is configured. */
  @Override
  public void setCatalog(String catalog) throws SQLException {
    Connection pooled = delegate();
    String before = pooled.getCatalog();
    if (before == null) {
      loan.discard();
    } else {
      loan.atEnd(() -> Loan.done(() -> pooled.setCatalog(before)));
    }
    super.setCatalog(catalog);
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    loan().setSchema(schema);
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    clientInfoDelegate().setClientInfo(name, value);
    loan.mayChangeSession();
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    clientInfoDelegate().setClientInfo(properties);
    loan.mayChangeSession();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    Connection pooled = delegate();
    Map<String, Class<?>> before = pooled.getTypeMap();
    pooled.setTypeMap(map);
    loan.atEnd(() -> Loan.done(() -> pooled.setTypeMap(before)));
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    Connection pooled = delegate();
    int before = pooled.getHoldability();
    pooled.setHoldability(holdability);
    loan.atEnd(() -> Loan.done(() -> pooled.setHoldability(before)));
  }

  /** As JDBC has it: a closed connection is left as it is. */
  @Override
  public void abort(@Nullable Executor executor) throws SQLException {
    if (executor == null) {
      throw RejectedCallException.mistake("abort needs an executor, not null", "22023");
    }
    if (isOver()) {
      return;
    }
    Connection pooled = delegate();
    loan.discard();
    pooled.abort(executor);
  }

  @Override
  public Statement createStatement() throws SQLException {
    return guard(delegate().createStatement());
  }

  @Override
  public Statement createStatement(int resultSetType, int resultSetConcurrency)
      throws SQLException {
    return guard(delegate().createStatement(resultSetType, resultSetConcurrency));
  }

  @Override
  public Statement createStatement(
      int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
    return guard(
        delegate().createStatement(resultSetType, resultSetConcurrency, resultSetHoldability));
  }

  private Statement guard(Statement statement) {
    return new GuardedStatement<>(statement, this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return guard(sql, delegate().prepareStatement(sql));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    return guard(sql, delegate().prepareStatement(sql, autoGeneratedKeys));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
    return guard(sql, delegate().prepareStatement(sql, columnIndexes));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
    GuardedPreparedStatement<?> statement =
        guard(sql, delegate().prepareStatement(sql, columnNames));
    statement.namesKeys(columnNames);
    return statement;
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int resultSetType, int resultSetConcurrency)
      throws SQLException {
    return guard(sql, delegate().prepareStatement(sql, resultSetType, resultSetConcurrency));
  }

  @Override
  public PreparedStatement prepareStatement(
      String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability)
      throws SQLException {
    return guard(
        sql,
        delegate()
            .prepareStatement(sql, resultSetType, resultSetConcurrency, resultSetHoldability));
  }

  private GuardedPreparedStatement<?> guard(String sql, PreparedStatement statement)
      throws SQLException {
    watch(sql);
    return new GuardedPreparedStatement<>(statement, this);
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    return guard(sql, delegate().prepareCall(sql));
  }

  @Override
  public CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency)
      throws SQLException {
    return guard(sql, delegate().prepareCall(sql, resultSetType, resultSetConcurrency));
  }

  @Override
  public CallableStatement prepareCall(
      String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability)
      throws SQLException {
    return guard(
        sql,
        delegate().prepareCall(sql, resultSetType, resultSetConcurrency, resultSetHoldability));
  }

  private CallableStatement guard(String sql, CallableStatement statement) throws SQLException {
    watch(sql);
    return new GuardedCallableStatement(statement, this);
  }

  /** A cancel request is sent, or may have been. */
  void cancelRequested() {
    loan.cancelRequested();
  }

  /** The driver's own object has been given out. */
  void handsOut() {
    loan.handsOut();
  }

  /** Whether its user has closed it, and with it all that came from it. */
  boolean isClosedByUser() {
    return closed;
  }

  /** Whether it cannot be used any more. */
  boolean isOver() {
    return closed || loan.isRejected();
  }

  /** The name of the connection. */
  String name() {
    return loan.toString();
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    return new GuardedMetaData(delegate().getMetaData(), this);
  }

  @Override
  public @Nullable Array createArrayOf(String typeName, Object[] elements) throws SQLException {
    return Guard.array(delegate().createArrayOf(typeName, elements), this);
  }

  /** Looks at a statement's text before it is sent. */
  void watch(String sql) throws SQLException {
    loan.watch(sql);
  }

  /**
   * Gives the driver's own connection for what JDBC does not have. What is done there is unseen: it
   * counts as sent, and the connection is checked, or thrown away, before anyone else gets it.
   */
  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Guard.unwrap(this, delegate(), type, this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || delegate().isWrapperFor(type);
  }

  @Override
  public String toString() {
    return "Connection(" + loan + ")";
  }
}
