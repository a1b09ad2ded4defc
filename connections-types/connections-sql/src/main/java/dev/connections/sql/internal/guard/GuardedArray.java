package dev.connections.sql.internal.guard;

import dev.connections.sql.internal.pool.Exchange;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * An array of a lent connection, whose elements can be had as a result set: that leads back to the
 * guarded connection. As thread-safe as the array under it.
 */
final class GuardedArray implements Array {

  private final Array array;
  private final GuardedConnection connection;

  GuardedArray(Array array, GuardedConnection connection) {
    this.array = array;
    this.connection = connection;
  }

  /** The driver's, which is what drivers take as a parameter. */
  Array array() {
    return array;
  }

  private ResultSet rows(Exchange<ResultSet> elements) throws SQLException {
    return new GuardedResultSet(connection.loan().observe(elements), connection, null);
  }

  @Override
  public String getBaseTypeName() throws SQLException {
    return array.getBaseTypeName();
  }

  @Override
  public int getBaseType() throws SQLException {
    return array.getBaseType();
  }

  @Override
  public Object getArray() throws SQLException {
    return array.getArray();
  }

  @Override
  public Object getArray(Map<String, Class<?>> map) throws SQLException {
    return array.getArray(map);
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    return array.getArray(index, count);
  }

  @Override
  public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
    return array.getArray(index, count, map);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return rows(array::getResultSet);
  }

  @Override
  public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
    return rows(() -> array.getResultSet(map));
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return rows(() -> array.getResultSet(index, count));
  }

  @Override
  public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map)
      throws SQLException {
    return rows(() -> array.getResultSet(index, count, map));
  }

  @Override
  public void free() throws SQLException {
    array.free();
  }

  @Override
  public boolean equals(Object other) {
    return array.equals(other instanceof GuardedArray guarded ? guarded.array : other);
  }

  @Override
  public int hashCode() {
    return array.hashCode();
  }

  /** The array as text: that is how arrays are converted and shown by those who use them. */
  @Override
  public String toString() {
    return array.toString();
  }
}
