package dev.connections.sql.internal.guard;

import dev.connections.sql.internal.pool.Exchange;
import dev.connections.sql.internal.pool.Loan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A statement on a lent connection: tells the {@link Loan} what it executes, and rejects calls once
 * the loan is over. As thread-safe as the statement under it, except that canceling comes from
 * other threads.
 *
 * @param <S> the statement under it
 */
class GuardedStatement<S extends Statement> implements Statement {

  /** Drivers measure the query timeout with other clocks. */
  private static final long CLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** For {@link #exchange} and what must always work; all else asks {@link #delegate()}. */
  final S statement;

  final GuardedConnection connection;
  private @Nullable GuardedResultSet rows;
  private String @Nullable [] keyNames;

  /** The query timeout; 0 for none. */
  private long limitNanos;

  GuardedStatement(S statement, GuardedConnection connection) {
    this.statement = statement;
    this.connection = connection;
  }

  /** By which names the generated keys may be read. */
  final void namesKeys(String[] names) {
    keyNames = names.clone();
  }

  /** The statement to use, for one call. */
  final S delegate() throws SQLException {
    loan();
    return statement;
  }

  /** The loan; a statement that was closed with its connection says so as its driver does. */
  final Loan loan() throws SQLException {
    if (connection.isClosedByUser() && statement.isClosed()) {
      statement.getMaxRows(); // every driver rejects it, with a code of its own that users look for
    }
    return connection.loan();
  }

  /** Runs what asks the server something. */
  final <T> T exchange(Exchange<T> exchange) throws SQLException {
    return loan().exchange(statement, limitNanos == 0 ? exchange : () -> limited(exchange));
  }

  /** At the query timeout the driver sends a cancel request, which may be late as well. */
  private <T> T limited(Exchange<T> exchange) throws SQLException {
    long begun = System.nanoTime();
    try {
      return exchange.run();
    } finally {
      if (System.nanoTime() - begun >= limitNanos - CLOCK_NANOS) {
        connection.cancelRequested();
      }
    }
  }

  private <T> T exchange(String sql, Exchange<T> exchange) throws SQLException {
    connection.watch(sql);
    return exchange(exchange);
  }

  /** Runs a query. */
  final ResultSet query(Exchange<ResultSet> exchange) throws SQLException {
    loan().noteFetchSize(statement);
    GuardedResultSet answer = new GuardedResultSet(exchange(exchange), connection, this);
    rows = answer;
    return answer;
  }

  private @Nullable ResultSet guarded(@Nullable ResultSet present) throws SQLException {
    rows = Guard.rows(present, rows, connection, this);
    return rows;
  }

  @Override
  public Connection getConnection() throws SQLException {
    loan();
    return connection;
  }

  /** Allowed at any time: closing twice, or after the connection, does no harm. */
  @Override
  public void close() throws SQLException {
    connection.closes(statement::close);
  }

  @Override
  public boolean isClosed() throws SQLException {
    return connection.isOver() || statement.isClosed();
  }

  @Override
  public <T> T unwrap(Class<T> iface) throws SQLException {
    return Guard.unwrap(this, delegate(), iface, connection);
  }

  @Override
  public boolean isWrapperFor(Class<?> iface) throws SQLException {
    return iface.isInstance(this) || delegate().isWrapperFor(iface);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    connection.watch(sql);
    return query(() -> statement.executeQuery(sql));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return exchange(sql, () -> statement.executeUpdate(sql));
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    return delegate().getMaxFieldSize();
  }

  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    delegate().setMaxFieldSize(max);
  }

  @Override
  public int getMaxRows() throws SQLException {
    return delegate().getMaxRows();
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    delegate().setMaxRows(max);
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    delegate().setEscapeProcessing(enable);
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    return delegate().getQueryTimeout();
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    loan().restoreQueryTimeout(statement);
    delegate().setQueryTimeout(seconds);
    limitNanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  /** May come from another thread, when the statement has ended: see {@code RunningStatement}. */
  @Override
  public void cancel() throws SQLException {
    S running = delegate();
    connection.cancelRequested();
    running.cancel();
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return delegate().getWarnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    delegate().clearWarnings();
  }

  @Override
  public void setCursorName(String name) throws SQLException {
    delegate().setCursorName(name);
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    loan().noteFetchSize(statement);
    return exchange(sql, () -> statement.execute(sql));
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    return guarded(delegate().getResultSet());
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return delegate().getUpdateCount();
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return loan().observe(statement::getMoreResults);
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    delegate().setFetchDirection(direction);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    return delegate().getFetchDirection();
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    delegate().setFetchSize(rows);
  }

  @Override
  public int getFetchSize() throws SQLException {
    return delegate().getFetchSize();
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    return delegate().getResultSetConcurrency();
  }

  @Override
  public int getResultSetType() throws SQLException {
    return delegate().getResultSetType();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    connection.watch(sql);
    delegate().addBatch(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    delegate().clearBatch();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return exchange(() -> statement.executeBatch());
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    return loan().observe(() -> statement.getMoreResults(current));
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    ResultSet keys = delegate().getGeneratedKeys();
    return new GuardedResultSet(keys, connection, this, KeyLabels.of(keys, keyNames));
  }

  @Override
  public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return exchange(sql, () -> statement.executeUpdate(sql, autoGeneratedKeys));
  }

  @Override
  public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return exchange(sql, () -> statement.executeUpdate(sql, columnIndexes));
  }

  @Override
  public int executeUpdate(String sql, String[] columnNames) throws SQLException {
    namesKeys(columnNames);
    return exchange(sql, () -> statement.executeUpdate(sql, columnNames));
  }

  @Override
  public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
    return exchange(sql, () -> statement.execute(sql, autoGeneratedKeys));
  }

  @Override
  public boolean execute(String sql, int[] columnIndexes) throws SQLException {
    return exchange(sql, () -> statement.execute(sql, columnIndexes));
  }

  @Override
  public boolean execute(String sql, String[] columnNames) throws SQLException {
    namesKeys(columnNames);
    return exchange(sql, () -> statement.execute(sql, columnNames));
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    return delegate().getResultSetHoldability();
  }

  @Override
  public void setPoolable(boolean poolable) throws SQLException {
    delegate().setPoolable(poolable);
  }

  @Override
  public boolean isPoolable() throws SQLException {
    return delegate().isPoolable();
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    delegate().closeOnCompletion();
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    return delegate().isCloseOnCompletion();
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return delegate().getLargeUpdateCount();
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    delegate().setLargeMaxRows(max);
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    return delegate().getLargeMaxRows();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return exchange(() -> statement.executeLargeBatch());
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return exchange(sql, () -> statement.executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return exchange(sql, () -> statement.executeLargeUpdate(sql, autoGeneratedKeys));
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return exchange(sql, () -> statement.executeLargeUpdate(sql, columnIndexes));
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
    namesKeys(columnNames);
    return exchange(sql, () -> statement.executeLargeUpdate(sql, columnNames));
  }

  @Override
  public String enquoteLiteral(String val) throws SQLException {
    return delegate().enquoteLiteral(val);
  }

  @Override
  public String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
    return delegate().enquoteIdentifier(identifier, alwaysQuote);
  }

  @Override
  public boolean isSimpleIdentifier(String identifier) throws SQLException {
    return delegate().isSimpleIdentifier(identifier);
  }

  @Override
  public String enquoteNCharLiteral(String val) throws SQLException {
    return delegate().enquoteNCharLiteral(val);
  }

  /** Tells of the connection; a statement's text may hold what must not be shown. */
  @Override
  public String toString() {
    return "Statement(" + connection.name() + ")";
  }
}
