package dev.connections.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Runs what every new connection runs first. */
final class InitSql {

  private InitSql() {}

  static void run(SqlPoolSettings pool, Connection physical) throws SQLException {
    Optional<String> sql = pool.connectionInitSql();
    if (sql.isEmpty()) {
      return;
    }
    try (Statement statement = physical.createStatement()) {
      statement.execute(sql.get());
    } catch (SQLException failure) {
      throw new SQLException(
          "pool.connectionInitSql failed: " + failure.getMessage(),
          failure.getSQLState(),
          failure.getErrorCode(),
          failure);
    }
  }
}
