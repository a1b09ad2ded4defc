package dev.connections.sql.internal.guard;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * Puts guards around what a driver returns, so that no JDBC object leads past the {@code Loan}, and
 * takes them off what a driver is given. {@code unwrap} is the one way past it.
 */
final class Guard {

  private Guard() {}

  static @Nullable Array array(@Nullable Array array, GuardedConnection connection) {
    return array == null ? null : new GuardedArray(array, connection);
  }

  /** A value of a column or parameter: cursors and arrays are JDBC objects, too. */
  static @Nullable Object value(@Nullable Object value, GuardedConnection connection) {
    if (value instanceof ResultSet rows) {
      return new GuardedResultSet(rows, connection, null);
    }
    return value instanceof Array array ? array(array, connection) : value;
  }

  /** The same where a type was asked for; the driver's own types stay what they are. */
  static <T> T value(T value, Class<T> type, GuardedConnection connection) {
    if (!(value instanceof ResultSet || value instanceof Array)) {
      return value;
    }
    Object guard = value(value, connection);
    if (type.isInstance(guard)) {
      return type.cast(guard);
    }
    connection.handsOut();
    return value;
  }

  /** What to give to a driver, which knows its own objects only. */
  static @Nullable Object raw(@Nullable Object value) {
    return value instanceof GuardedArray guarded ? guarded.array() : value;
  }

  static @Nullable Array raw(@Nullable Array array) {
    return array instanceof GuardedArray guarded ? guarded.array() : array;
  }

  /**
   * What is asked for: the guard itself, if it is that, or else the driver's object. From then on
   * the loan knows nothing of what is done on its connection.
   */
  static <T> T unwrap(Object guard, Wrapper raw, Class<T> type, GuardedConnection connection)
      throws SQLException {
    if (type.isInstance(guard)) {
      return type.cast(guard);
    }
    T unwrapped = raw.unwrap(type);
    connection.handsOut();
    return unwrapped;
  }

  /** The result set that a statement has now, guarded; the same guard for the same one. */
  static @Nullable GuardedResultSet rows(
      @Nullable ResultSet rows,
      @Nullable GuardedResultSet before,
      GuardedConnection connection,
      Statement statement)
      throws SQLException {
    if (rows == null) {
      return null;
    }
    return before != null && before.guards(rows)
        ? before
        : new GuardedResultSet(rows, connection, statement);
  }
}
