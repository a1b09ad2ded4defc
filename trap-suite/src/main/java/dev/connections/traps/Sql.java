package dev.connections.traps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the scenarios say in SQL, and the raw pool that they say it through. */
final class Sql {

  private Sql() {}

  /** HikariCP at its defaults, but for these. */
  static HikariDataSource hikari(String url, int size, Duration connectionTimeout) {
    return new HikariDataSource(configuration(url, size, connectionTimeout));
  }

  static HikariConfig configuration(String url, int size, Duration connectionTimeout) {
    HikariConfig configuration = new HikariConfig();
    configuration.setJdbcUrl(url);
    configuration.setUsername("postgres");
    configuration.setMaximumPoolSize(size);
    configuration.setConnectionTimeout(connectionTimeout.toMillis());
    return configuration;
  }

  static void execute(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  /** On a connection of its own. */
  static void execute(DataSource pool, String sql) throws SQLException {
    try (Connection jdbc = pool.getConnection()) {
      execute(jdbc, sql);
    }
  }

  /** The first column of the only row. */
  static String ask(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  static String insert(String table) {
    return "insert into " + table + " values (1)";
  }

  /** The SQLSTATE of the nearest exception in the chain that is one of JDBC. */
  static String state(@Nullable Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return "SQLSTATE " + sql.getSQLState();
      }
    }
    return failure == null ? "no failure" : failure.getClass().getSimpleName();
  }

  /** The class of an exception, by its short name. */
  static String name(@Nullable Throwable failure) {
    return failure == null ? "no failure" : failure.getClass().getSimpleName();
  }
}
