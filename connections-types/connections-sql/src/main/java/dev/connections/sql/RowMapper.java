package dev.connections.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of the current row of a result set.
 *
 * <pre>{@code
 * List<String> names = orders.query(FIND, "select name from customer", row -> row.getString(1));
 * }</pre>
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface RowMapper<T extends @Nullable Object> {

  /**
   * Reads the current row. Must not move the result set, nor keep it.
   *
   * @throws SQLException what reading throws; it passes on
   */
  T map(ResultSet row) throws SQLException;
}
