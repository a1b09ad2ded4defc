package dev.connections.outside;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** What JDBC promises, asked of pgjdbc's connections. */
final class JdbcScenarios {

  private JdbcScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    PostgresStage rewriting = new PostgresStage(servers, "&reWriteBatchedInserts=true");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(
        PgjdbcScenarios.of("savepoints, failed transactions", postgres, JdbcScenarios::savepoints));
    all.add(PgjdbcScenarios.of("batches", postgres, JdbcScenarios::batches));
    all.add(PgjdbcScenarios.of("batches, rewritten", rewriting, JdbcScenarios::batches));
    all.add(PgjdbcScenarios.of("time-outs and cancelling", postgres, JdbcScenarios::timeouts));
    all.add(
        PgjdbcScenarios.of(
            "what is closed, and what belongs to what", postgres, JdbcScenarios::identity));
    all.add(PgjdbcScenarios.of("meta data", postgres, JdbcScenarios::metaData));
    all.add(
        new Scenario<>(
            PgjdbcScenarios.LIBRARY,
            "settings of a connection, 50 times, and who comes next",
            postgres,
            JdbcScenarios::settings));
    all.add(
        new Scenario<>(
            PgjdbcScenarios.LIBRARY,
            "a connection passed from thread to thread",
            postgres,
            JdbcScenarios::passedOn));
    all.add(
        new Scenario<>(
            PgjdbcScenarios.LIBRARY,
            "two connections in one thread, 50 times",
            postgres,
            JdbcScenarios::two));
    return all;
  }

  private static void savepoints(Connection connection, Facts facts) throws Exception {
    connection.setAutoCommit(false);
    Sql.execute(connection, "insert into item values (1, 'one')");
    Savepoint named = connection.setSavepoint("here");
    facts.ending("fails", () -> Sql.execute(connection, "insert into item values (1, 'one')"));
    facts.ending("in a failed transaction", () -> Sql.execute(connection, "select 1"));
    connection.rollback(named);
    Savepoint unnamed = connection.setSavepoint();
    Sql.execute(connection, "insert into item values (2, 'two')");
    connection.releaseSavepoint(unnamed);
    facts.ending("released", () -> connection.rollback(unnamed));
    connection.rollback(named);
    connection.commit();
    facts.ending(
        "commit of a failed transaction",
        () -> {
          facts.ending("statement", () -> Sql.execute(connection, "selec"));
          connection.commit();
        });
    connection.rollback();
    connection.setAutoCommit(true);
    facts.ending("commit with auto-commit", connection::commit);
    facts.ending("rollback with auto-commit", connection::rollback);
    facts.ending("savepoint with auto-commit", connection::setSavepoint);
  }

  private static void batches(Connection connection, Facts facts) throws Exception {
    try (PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?)")) {
      for (int i = 0; i < 100; i++) {
        insert.setInt(1, i);
        insert.setString(2, "n" + i);
        insert.addBatch();
      }
      facts.state("counts", Arrays.stream(insert.executeBatch()).distinct().boxed().toList());
      for (int id : new int[] {200, 1, 201}) {
        insert.setInt(1, id);
        insert.setString(2, "a@example.org");
        insert.addBatch();
      }
      try {
        insert.executeBatch();
      } catch (BatchUpdateException failure) {
        facts.state("fails", Facts.describe(failure).replaceAll("a@example.org", "(value)"));
        facts.state("counts of the failed one", Arrays.toString(failure.getUpdateCounts()));
        facts.state(
            "next",
            failure.getNextException() == null ? "none" : failure.getNextException().getSQLState());
      }
      insert.clearBatch();
      facts.state("empty", insert.executeBatch().length);
    }
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("update item set name = 'x' where id < 3");
      statement.addBatch("delete from item where id > 50");
      facts.state("statements", Arrays.toString(statement.executeLargeBatch()));
    }
  }

  private static void timeouts(Connection connection, Facts facts) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      facts.ending("query time-out", () -> statement.execute("select pg_sleep(10)"));
      statement.setQueryTimeout(0);
      Sql.execute(connection, "set statement_timeout = 200");
      facts.ending("statement time-out", () -> statement.execute("select pg_sleep(10)"));
      Sql.execute(connection, "reset statement_timeout");
      facts.ending("cancel of nothing", statement::cancel);
      facts.state("still works", Sql.column(connection, "select 1"));
    }
    facts.state("valid", connection.isValid(1));
    facts.ending("network time-out", () -> connection.setNetworkTimeout(Runnable::run, 3000));
    facts.state("network time-out", connection.getNetworkTimeout());
  }

  private static void identity(Connection connection, Facts facts) throws Exception {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("select 1");
    facts.state("rows belong to the statement", rows.getStatement() == statement);
    facts.state("statement belongs to the connection", statement.getConnection() == connection);
    facts.state("by the rows", rows.getStatement().getConnection() == connection);
    facts.state(
        "meta data belongs to the connection",
        connection.getMetaData().getConnection() == connection);
    try (ResultSet tables = connection.getMetaData().getTables(null, null, "item", null)) {
      facts.state("rows of meta data have a statement", tables.getStatement() != null);
      facts.state(
          "whose connection",
          tables.getStatement() == null || tables.getStatement().getConnection() == connection);
    }
    facts.state("found in a set", new HashSet<>(List.of(connection)).contains(connection));
    facts.state("is a PGConnection", connection.isWrapperFor(PGConnection.class));
    facts.state("statement is a PGStatement", statement.isWrapperFor(PGStatement.class));
    facts.state("unwrapped statement", statement.unwrap(PGStatement.class) != null);
    facts.state("unwrapped Connection", connection.unwrap(Connection.class) != null);
    facts.ending("wrong class", () -> connection.unwrap(String.class));
    statement.closeOnCompletion();
    rows.close();
    facts.state("closed on completion", statement.isClosed());
    facts.ending("closed statement", () -> statement.executeQuery("select 1"));
    Statement left = connection.createStatement();
    ResultSet leftRows = left.executeQuery("select 1");
    connection.close();
    connection.close();
    facts.state("closed", connection.isClosed());
    facts.state("statement closed with it", left.isClosed());
    facts.state("rows closed with it", leftRows.isClosed());
    facts.ending("used after closing", () -> Sql.execute(connection, "select 1"));
    facts.ending("valid after closing", () -> facts.state("valid", connection.isValid(1)));
    facts.ending("rollback after closing", connection::rollback);
    facts.ending("unwrap after closing", () -> connection.unwrap(PGConnection.class));
  }

  private static void metaData(Connection connection, Facts facts) throws Exception {
    var data = connection.getMetaData();
    facts.state("product", data.getDatabaseProductName());
    facts.state("driver", data.getDriverName());
    facts.state("URL", data.getURL().startsWith("jdbc:postgresql://localhost"));
    facts.state("user", data.getUserName());
    try (ResultSet columns = data.getColumns(null, "public", "item", null)) {
      while (columns.next()) {
        facts.state(
            "column", columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME"));
      }
    }
    try (PreparedStatement prepared =
        connection.prepareStatement("select * from item where id = ?")) {
      facts.state("parameters", prepared.getParameterMetaData().getParameterTypeName(1));
      facts.state("result", prepared.getMetaData().getColumnCount());
    }
    facts.state("catalog", connection.getCatalog() != null);
    facts.state("schema", connection.getSchema());
    facts.state("native", connection.nativeSQL("{fn upper('a')}"));
    facts.state("client info", connection.getClientInfo().size());
    facts.state("isolation", connection.getTransactionIsolation());
    facts.state("type map", connection.getTypeMap());
  }

  private static void settings(Database peer, DataSource client, Facts facts) throws Exception {
    Sql.execute(client, "create schema other");
    for (int i = 0; i < 50; i++) {
      try (Connection connection = client.getConnection()) {
        connection.setSchema("other");
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        Sql.column(connection, "select 1");
      }
    }
    try (Connection connection = client.getConnection()) {
      facts.state("schema of the next", connection.getSchema());
      facts.state(
          "read-only",
          connection.isReadOnly() + " " + Sql.column(connection, "show transaction_read_only"));
      facts.state(
          "isolation",
          connection.getTransactionIsolation()
              + " "
              + Sql.column(connection, "show transaction_isolation"));
      facts.state("auto-commit", connection.getAutoCommit());
    }
  }

  private static void passedOn(Database peer, DataSource client, Facts facts) throws Exception {
    for (int i = 0; i < 20; i++) {
      Connection connection = client.getConnection();
      Thread other =
          new Thread(
              () -> {
                try (connection) {
                  Sql.column(connection, "select 1");
                } catch (SQLException failure) {
                  facts.state("in the other thread", failure);
                }
              });
      other.start();
      facts.state("another in this thread", Sql.column(client, "select 1"));
      other.join();
    }
  }

  private static void two(Database peer, DataSource client, Facts facts) throws Exception {
    Sql.execute(client, "create table log (id int)");
    for (int i = 0; i < 50; i++) {
      try (Connection outer = client.getConnection()) {
        outer.setAutoCommit(false);
        Sql.execute(outer, "insert into log values (" + i + ")");
        try (Connection inner = client.getConnection()) {
          Sql.execute(inner, "insert into log values (1000)");
        }
        outer.rollback();
      }
    }
    facts.state("rows", Sql.column(client, "select id || ' ' || count(*) from log group by id"));
  }
}
