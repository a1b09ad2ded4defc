package dev.connections.outside;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a PostgreSQL server, for one run. */
final class Database implements Peer {

  private static final AtomicInteger MADE = new AtomicInteger();

  private final int port;
  private final String parameters;
  private final String name;
  private long sessionsOfOurs;

  /** Makes it; parameters are those of pgjdbc, such as {@code &reWriteBatchedInserts=true}. */
  Database(int port, String parameters) throws SQLException {
    this(port, parameters, "outside_" + MADE.incrementAndGet());
  }

  /** Makes one of this name. */
  Database(int port, String parameters, String name) throws SQLException {
    this.port = port;
    this.parameters = parameters;
    this.name = name;
    in("postgres", "create database " + name);
  }

  /** How clients reach it. */
  String url() {
    return url(port, name) + parameters;
  }

  String name() {
    return name;
  }

  /** The superuser of the server. */
  String user() {
    return "postgres";
  }

  /** Runs statements past the contestants. */
  void tell(String sql) throws SQLException {
    sessionsOfOurs++;
    in(name, sql);
  }

  /** The first column of the only row, past the contestants. */
  String ask(String sql) throws SQLException {
    sessionsOfOurs++;
    return ask(name, sql);
  }

  private void in(String database, String sql) throws SQLException {
    try (Connection direct = direct(database);
        Statement statement = direct.createStatement()) {
      statement.execute(sql);
    }
  }

  private String ask(String database, String sql) throws SQLException {
    try (Connection direct = direct(database);
        Statement statement = direct.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private Connection direct(String database) throws SQLException {
    return DriverManager.getConnection(url(port, database), user(), "");
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database + "?sslmode=disable";
  }

  @Override
  public long sessions() throws SQLException {
    String query = "select sessions from pg_stat_database where datname = '" + name + "'";
    return Long.parseLong(ask("postgres", query)) - sessionsOfOurs;
  }

  @Override
  public void close() throws SQLException {
    in("postgres", "drop database " + name + " with (force)");
  }
}
