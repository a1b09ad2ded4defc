package dev.connections.sql.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * The driver's prepared statement, which takes a parameter that is not there as the next row's, or
 * as an index of its array, and binds NULL to one that no one has set.
 */
final class SqliteStatement extends JDBC4PreparedStatement {

  /** Which parameters have a value; null while the driver makes the statement. */
  private final @Nullable BitSet given = new BitSet();

  SqliteStatement(SQLiteConnection connection, String sql) throws SQLException {
    super(connection, sql);
  }

  /** All setters come here. */
  @Override
  protected void batch(int index, @Nullable Object value) throws SQLException {
    checkOpen();
    if (index < 1 || index > paramCount) {
      throw new IllegalArgumentException(
          "The statement has " + parameters(paramCount) + ", but number " + index + " was set");
    }
    super.batch(index, value);
    if (given != null) {
      given.set(index);
    }
  }

  private static String parameters(int count) {
    return count == 1 ? "1 parameter" : count + " parameters";
  }

  private void requireAll() throws SQLException {
    if (given != null && given.cardinality() < paramCount) {
      checkOpen();
      throw new SQLException(
          "The statement has "
              + parameters(paramCount)
              + ", and number "
              + given.nextClearBit(1)
              + " was not set",
          "07001");
    }
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    requireAll();
    return super.executeQuery();
  }

  /** The driver's {@code executeUpdate} comes here, too. */
  @Override
  public long executeLargeUpdate() throws SQLException {
    requireAll();
    return super.executeLargeUpdate();
  }

  @Override
  public boolean execute() throws SQLException {
    requireAll();
    return super.execute();
  }

  /** The values stay for the next row. */
  @Override
  public void addBatch() throws SQLException {
    requireAll();
    super.addBatch();
  }

  /** The driver forgets the values with it. */
  @Override
  public void clearBatch() throws SQLException {
    super.clearBatch();
    forget();
  }

  @Override
  public void clearParameters() throws SQLException {
    super.clearParameters();
    forget();
  }

  private void forget() {
    if (given != null) {
      given.clear();
    }
  }
}
