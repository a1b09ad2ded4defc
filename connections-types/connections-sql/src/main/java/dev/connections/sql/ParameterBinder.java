package dev.connections.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Sets the parameters of a statement from an item of a batch.
 *
 * <pre>{@code
 * orders.batch(IMPORT, "insert into item (id, name) values (?, ?)", items, (statement, item) -> {
 *   statement.setLong(1, item.id());
 *   statement.setString(2, item.name());
 * });
 * }</pre>
 *
 * @param <T> the item
 */
@FunctionalInterface
public interface ParameterBinder<T> {

  /**
   * Sets every parameter; those of the item before are still set. Must not run the statement, nor
   * call {@code addBatch}.
   *
   * @throws SQLException what setting throws; it passes on
   */
  void bind(PreparedStatement statement, T item) throws SQLException;
}
