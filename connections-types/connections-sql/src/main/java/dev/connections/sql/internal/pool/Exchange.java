package dev.connections.sql.internal.pool;

import java.sql.SQLException;

/**
 * Asks a driver, and perhaps its server, something.
 *
 * @param <T> the answer
 */
@FunctionalInterface
public interface Exchange<T> {

  T run() throws SQLException;
}
