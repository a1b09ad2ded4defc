package dev.connections.sql.internal.dialect;

import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Runs what every new connection runs first. */
public final class InitSql {

  private InitSql() {}

  public static void run(SqlPoolSettings pool, Connection physical, SqlErrors errors)
      throws SQLException {
    Optional<String> sql = pool.connectionInitSql();
    if (sql.isEmpty()) {
      return;
    }
    try (Statement statement = physical.createStatement()) {
      statement.execute(sql.get());
    } catch (SQLException failure) {
      String text = errors.text(failure);
      String state = failure.getSQLState();
      String said = text.isEmpty() ? "SQLSTATE " + state : text;
      throw SettingException.depending(
          "pool.connectionInitSql failed: " + said,
          "Correct pool.connectionInitSql, or what it needs in the database; it is run first on"
              + " every new connection",
          failure);
    }
  }
}
