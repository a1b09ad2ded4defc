package dev.connections.sql.internal.guard;

import dev.connections.sql.internal.forwarding.UpdatableResultSet;
import dev.connections.sql.internal.pool.Exchange;
import dev.connections.sql.internal.pool.Loan;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result set of a lent connection: leads back to the guarded statement and connection, tells the
 * {@link Loan} when a fetch loses the connection or a row is written, and rejects calls once the
 * loan is over. As thread-safe as the result set under it.
 */
final class GuardedResultSet extends UpdatableResultSet {

  private final ResultSet rows;
  private final GuardedConnection connection;
  private final KeyLabels labels;
  private @Nullable Statement statement;

  /**
   * Guards a result set.
   *
   * @param statement what gave it; null if that is the driver's secret, as for meta data
   */
  GuardedResultSet(ResultSet rows, GuardedConnection connection, @Nullable Statement statement) {
    this(rows, connection, statement, KeyLabels.NONE);
  }

  /**
   * Guards generated keys.
   *
   * @param labels by which names they may be read
   */
  GuardedResultSet(
      ResultSet rows,
      GuardedConnection connection,
      @Nullable Statement statement,
      KeyLabels labels) {
    this.rows = rows;
    this.connection = connection;
    this.statement = statement;
    this.labels = labels;
  }

  /**
   * Whether this guards a certain result set of the driver, around which the pool may have more.
   */
  boolean guards(ResultSet other) throws SQLException {
    return rows == other || rows.unwrap(ResultSet.class) == other.unwrap(ResultSet.class);
  }

  @Override
  protected ResultSet delegate() throws SQLException {
    loan();
    return rows;
  }

  @Override
  protected String label(String columnLabel) {
    return labels.of(columnLabel);
  }

  /** The loan; a result set that was closed with its connection says so as its driver does. */
  private Loan loan() throws SQLException {
    if (connection.isClosedByUser() && rows.isClosed()) {
      rows.getFetchSize(); // every driver rejects it, with a code of its own that users look for
    }
    return connection.loan();
  }

  private boolean move(Exchange<Boolean> exchange) throws SQLException {
    return loan().observe(exchange);
  }

  private static Boolean done() {
    return Boolean.TRUE;
  }

  /** Writes a row, which is a statement like others. */
  private void write(Exchange<Boolean> exchange) throws SQLException {
    // There is no statement to cancel: that of the driver's own is not available.
    loan().exchange(null, exchange);
  }

  @Override
  public boolean next() throws SQLException {
    return move(rows::next);
  }

  @Override
  public boolean previous() throws SQLException {
    return move(rows::previous);
  }

  @Override
  public boolean first() throws SQLException {
    return move(rows::first);
  }

  @Override
  public boolean last() throws SQLException {
    return move(rows::last);
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    return move(() -> rows.absolute(row));
  }

  @Override
  public boolean relative(int count) throws SQLException {
    return move(() -> rows.relative(count));
  }

  @Override
  public void beforeFirst() throws SQLException {
    move(
        () -> {
          rows.beforeFirst();
          return done();
        });
  }

  @Override
  public void afterLast() throws SQLException {
    move(
        () -> {
          rows.afterLast();
          return done();
        });
  }

  @Override
  public void refreshRow() throws SQLException {
    move(
        () -> {
          rows.refreshRow();
          return done();
        });
  }

  @Override
  public void insertRow() throws SQLException {
    write(
        () -> {
          rows.insertRow();
          return done();
        });
  }

  @Override
  public void updateRow() throws SQLException {
    write(
        () -> {
          rows.updateRow();
          return done();
        });
  }

  @Override
  public void deleteRow() throws SQLException {
    write(
        () -> {
          rows.deleteRow();
          return done();
        });
  }

  /** Allowed at any time: closing twice, or after the connection, does no harm. */
  @Override
  public void close() throws SQLException {
    connection.closes(rows::close);
  }

  @Override
  public boolean isClosed() throws SQLException {
    return connection.isOver() || rows.isClosed();
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    Statement hidden = delegate().getStatement();
    if (statement == null && hidden != null) {
      statement = new GuardedStatement<>(hidden, connection);
    }
    return statement;
  }

  @Override
  public @Nullable Array getArray(int columnIndex) throws SQLException {
    return Guard.array(delegate().getArray(columnIndex), connection);
  }

  @Override
  public @Nullable Array getArray(String columnLabel) throws SQLException {
    return Guard.array(delegate().getArray(label(columnLabel)), connection);
  }

  @Override
  public @Nullable Object getObject(int columnIndex) throws SQLException {
    return Guard.value(loan().observe(() -> rows.getObject(columnIndex)), connection);
  }

  @Override
  public @Nullable Object getObject(String columnLabel) throws SQLException {
    return Guard.value(loan().observe(() -> rows.getObject(label(columnLabel))), connection);
  }

  @Override
  public @Nullable Object getObject(int columnIndex, Map<String, Class<?>> map)
      throws SQLException {
    return Guard.value(delegate().getObject(columnIndex, map), connection);
  }

  @Override
  public @Nullable Object getObject(String columnLabel, Map<String, Class<?>> map)
      throws SQLException {
    return Guard.value(delegate().getObject(label(columnLabel), map), connection);
  }

  @Override
  public <T> T getObject(int columnIndex, Class<T> type) throws SQLException {
    return Guard.value(delegate().getObject(columnIndex, type), type, connection);
  }

  @Override
  public <T> T getObject(String columnLabel, Class<T> type) throws SQLException {
    return Guard.value(delegate().getObject(label(columnLabel), type), type, connection);
  }

  @Override
  public void updateObject(int columnIndex, Object x, int scaleOrLength) throws SQLException {
    delegate().updateObject(columnIndex, Guard.raw(x), scaleOrLength);
  }

  @Override
  public void updateObject(int columnIndex, Object x) throws SQLException {
    delegate().updateObject(columnIndex, Guard.raw(x));
  }

  @Override
  public void updateObject(String columnLabel, Object x, int scaleOrLength) throws SQLException {
    delegate().updateObject(columnLabel, Guard.raw(x), scaleOrLength);
  }

  @Override
  public void updateObject(String columnLabel, Object x) throws SQLException {
    delegate().updateObject(columnLabel, Guard.raw(x));
  }

  @Override
  public void updateArray(int columnIndex, Array x) throws SQLException {
    delegate().updateArray(columnIndex, Guard.raw(x));
  }

  @Override
  public void updateArray(String columnLabel, Array x) throws SQLException {
    delegate().updateArray(columnLabel, Guard.raw(x));
  }

  @Override
  public void updateObject(int columnIndex, Object x, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    delegate().updateObject(columnIndex, Guard.raw(x), targetSqlType, scaleOrLength);
  }

  @Override
  public void updateObject(String columnLabel, Object x, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    delegate().updateObject(columnLabel, Guard.raw(x), targetSqlType, scaleOrLength);
  }

  @Override
  public void updateObject(int columnIndex, Object x, SQLType targetSqlType) throws SQLException {
    delegate().updateObject(columnIndex, Guard.raw(x), targetSqlType);
  }

  @Override
  public void updateObject(String columnLabel, Object x, SQLType targetSqlType)
      throws SQLException {
    delegate().updateObject(columnLabel, Guard.raw(x), targetSqlType);
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
  public String getCursorName() throws SQLException {
    return delegate().getCursorName();
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    return delegate().getMetaData();
  }

  @Override
  public int findColumn(String columnLabel) throws SQLException {
    return delegate().findColumn(label(columnLabel));
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    return delegate().isBeforeFirst();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    return delegate().isAfterLast();
  }

  @Override
  public boolean isFirst() throws SQLException {
    return delegate().isFirst();
  }

  @Override
  public boolean isLast() throws SQLException {
    return delegate().isLast();
  }

  @Override
  public int getRow() throws SQLException {
    return delegate().getRow();
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
  public int getType() throws SQLException {
    return delegate().getType();
  }

  @Override
  public int getConcurrency() throws SQLException {
    return delegate().getConcurrency();
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    return delegate().rowUpdated();
  }

  @Override
  public boolean rowInserted() throws SQLException {
    return delegate().rowInserted();
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    return delegate().rowDeleted();
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    delegate().cancelRowUpdates();
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    delegate().moveToInsertRow();
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    delegate().moveToCurrentRow();
  }

  @Override
  public int getHoldability() throws SQLException {
    return delegate().getHoldability();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Guard.unwrap(this, delegate(), type, connection);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || delegate().isWrapperFor(type);
  }

  /** Tells of the connection; rows and statements may hold what must not be shown. */
  @Override
  public String toString() {
    return "ResultSet(" + connection.name() + ")";
  }
}
