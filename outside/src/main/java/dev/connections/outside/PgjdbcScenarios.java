package dev.connections.outside;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyOut;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.util.PGobject;

/** What pgjdbc has beyond and within JDBC, used directly. */
final class PgjdbcScenarios {

  private static final String LIBRARY = "pgjdbc 42.7.14";

  private PgjdbcScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    PostgresStage rewriting = new PostgresStage(servers, "&reWriteBatchedInserts=true");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(of("COPY in and out", postgres, PgjdbcScenarios::copy));
    all.add(of("large objects", postgres, PgjdbcScenarios::largeObjects));
    all.add(of("arrays, XML, JSON, UUID, bytes", postgres, PgjdbcScenarios::types));
    all.add(of("cursors, fetch size, scrolling, updatable rows", postgres, PgjdbcScenarios::cursors));
    all.add(of("generated keys, several results, warnings", postgres, PgjdbcScenarios::results));
    all.add(of("LISTEN and NOTIFY", postgres, PgjdbcScenarios::listen));
    all.add(of("functions, procedures, reference cursors", postgres, PgjdbcScenarios::calls));
    all.add(of("savepoints, failed transactions", postgres, PgjdbcScenarios::savepoints));
    all.add(of("batches", postgres, PgjdbcScenarios::batches));
    all.add(of("batches, rewritten", rewriting, PgjdbcScenarios::batches));
    all.add(of("time-outs and cancelling", postgres, PgjdbcScenarios::timeouts));
    all.add(of("what is closed, and what belongs to what", postgres, PgjdbcScenarios::identity));
    all.add(of("meta data", postgres, PgjdbcScenarios::metaData));
    all.add(new Scenario<>(LIBRARY, "settings of a connection, 50 times, and who comes next", postgres, PgjdbcScenarios::settings));
    all.add(new Scenario<>(LIBRARY, "a connection passed from thread to thread", postgres, PgjdbcScenarios::passedOn));
    all.add(new Scenario<>(LIBRARY, "two connections in one thread, 50 times", postgres, PgjdbcScenarios::two));
    return all;
  }

  /** What is done with a connection. */
  private interface Use {
    void of(Connection connection, Facts facts) throws Exception;
  }

  private static Scenario<Database, DataSource> of(String title, PostgresStage stage, Use use) {
    return new Scenario<>(
        LIBRARY,
        title,
        stage,
        (peer, client, facts) -> {
          Sql.execute(client, "create table item (id int primary key, name text)");
          try (Connection connection = client.getConnection()) {
            use.of(connection, facts);
          }
          facts.state("rows", Sql.column(client, "select count(*) || coalesce(string_agg(name, ',' order by id), '') from (select * from item order by id limit 5) i"));
        });
  }

  private static void copy(Connection connection, Facts facts) throws Exception {
    PGConnection driver = connection.unwrap(PGConnection.class);
    String rows = "1\tone\n2\ttwo\n";
    facts.state("copied in", driver.getCopyAPI().copyIn("copy item from stdin", new StringReader(rows)));
    StringWriter out = new StringWriter();
    facts.state("copied out", driver.getCopyAPI().copyOut("copy item to stdout", out) + out.toString());
    facts.ending("a copy that fails", () -> driver.getCopyAPI().copyIn("copy item from stdin", new StringReader("1\tagain\n")));
    CopyOut half = driver.getCopyAPI().copyOut("copy (select i from generate_series(1, 1000) i) to stdout");
    facts.state("first", new String(half.readFromCopy(), StandardCharsets.UTF_8).strip());
    half.cancelCopy();
    facts.state("afterwards", Sql.column(connection, "select name from item order by id"));
    connection.setAutoCommit(false);
    driver.getCopyAPI().copyIn("copy item from stdin", new StringReader("3\tthree\n"));
    connection.rollback();
    connection.setAutoCommit(true);
  }

  private static void largeObjects(Connection connection, Facts facts) throws Exception {
    connection.setAutoCommit(false);
    LargeObjectManager manager = connection.unwrap(PGConnection.class).getLargeObjectAPI();
    long id = manager.createLO();
    try (LargeObject object = manager.open(id)) {
      object.write(new byte[50_000]);
    }
    try (LargeObject object = manager.open(id)) {
      facts.state("size", object.size64());
    }
    connection.commit();
    facts.ending("outside a transaction", () -> {
      connection.setAutoCommit(true);
      manager.open(id);
    });
    connection.setAutoCommit(false);
    manager.delete(id);
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void types(Connection connection, Facts facts) throws Exception {
    Sql.execute(connection, "create table kinds (a text[], x xml, j jsonb, u uuid, b bytea, t timestamptz)");
    try (PreparedStatement insert = connection.prepareStatement("insert into kinds values (?, ?, ?, ?, ?, '2026-01-02T03:04:05Z')")) {
      Array array = connection.createArrayOf("text", new Object[] {"a", "b"});
      insert.setArray(1, array);
      SQLXML xml = connection.createSQLXML();
      xml.setString("<a>1</a>");
      insert.setSQLXML(2, xml);
      PGobject json = new PGobject();
      json.setType("jsonb");
      json.setValue("{\"k\": 1}");
      insert.setObject(3, json);
      insert.setObject(4, UUID.fromString("00000000-0000-0000-0000-000000000001"));
      insert.setBytes(5, new byte[] {1, 2});
      insert.executeUpdate();
      array.free();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from kinds")) {
      row.next();
      facts.state("array", Arrays.toString((Object[]) row.getArray(1).getArray()));
      try (ResultSet elements = row.getArray(1).getResultSet()) {
        elements.next();
        facts.state("element", elements.getString(2));
      }
      facts.state("xml", row.getSQLXML(2).getString());
      facts.state("json", row.getObject(3).getClass().getSimpleName() + row.getObject(3));
      facts.state("uuid", row.getObject(4));
      facts.state("bytes", row.getBytes(5).length);
      facts.state("stream", row.getBinaryStream(5).readAllBytes().length);
      facts.state("time", row.getObject(6, java.time.OffsetDateTime.class));
      facts.ending("blob", () -> row.getBlob(1));
    }
    facts.ending("createBlob", connection::createBlob);
    facts.ending("createClob", connection::createClob);
    facts.ending("createStruct", () -> connection.createStruct("x", new Object[0]));
  }

  private static void cursors(Connection connection, Facts facts) throws Exception {
    Sql.execute(connection, "insert into item select i, 'n' || i from generate_series(1, 1000) i");
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(10);
      try (ResultSet rows = statement.executeQuery("select id from item order by id")) {
        int count = 0;
        while (rows.next()) {
          count++;
        }
        facts.state("fetched", count);
      }
      facts.ending("a commit between", () -> {
        ResultSet rows = statement.executeQuery("select id from item order by id");
        rows.next();
        connection.commit();
        while (rows.next()) {
          rows.getInt(1);
        }
      });
    }
    connection.rollback();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = statement.executeQuery("select * from item order by id")) {
      facts.state("last", rows.last() ? rows.getInt(1) : -1);
      facts.state("absolute", rows.absolute(3) ? rows.getInt(1) : -1);
      rows.updateString("name", "changed");
      rows.updateRow();
      rows.moveToInsertRow();
      rows.updateInt("id", 2000);
      rows.updateString("name", "inserted");
      rows.insertRow();
      rows.absolute(1);
      rows.deleteRow();
    }
    facts.state("held", connection.getHoldability());
  }

  private static void results(Connection connection, Facts facts) throws Exception {
    Sql.execute(connection, "create table numbered (id serial primary key, name text)");
    try (PreparedStatement insert = connection.prepareStatement("insert into numbered (name) values ('a'), ('b')", Statement.RETURN_GENERATED_KEYS)) {
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        int sum = 0;
        while (keys.next()) {
          sum += keys.getInt(1);
        }
        facts.state("keys", sum);
        facts.state("keys belong to the statement", keys.getStatement() == insert);
      }
    }
    try (PreparedStatement insert = connection.prepareStatement("insert into numbered (name) values ('c')", new String[] {"id"})) {
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        facts.state("named key", keys.next() ? keys.getInt("id") : -1);
      }
    }
    try (Statement several = connection.createStatement()) {
      facts.state("first", several.execute("select 1; update numbered set name = 'x'; select 2"));
      facts.state("more", several.getMoreResults() + " " + several.getUpdateCount() + " " + several.getMoreResults());
      several.execute("do $$ begin raise warning 'beware'; end $$");
      facts.state("warning", several.getWarnings().getMessage());
      several.setMaxRows(1);
      facts.state("large", several.executeLargeUpdate("delete from numbered"));
    }
  }

  private static void listen(Connection connection, Facts facts) throws Exception {
    PGConnection driver = connection.unwrap(PGConnection.class);
    Sql.execute(connection, "listen news");
    Sql.execute(connection, "notify news, 'one'");
    PGNotification[] notes = driver.getNotifications(5000);
    facts.state("own", notes == null ? "none" : notes[0].getParameter());
    facts.state("nothing within", Arrays.toString(driver.getNotifications(100)));
    Sql.execute(connection, "unlisten *");
  }

  private static void calls(Connection connection, Facts facts) throws Exception {
    Sql.execute(connection, "create function twice(n int) returns int language sql as 'select n * 2'");
    Sql.execute(connection, "create procedure put(inout n int) language plpgsql as 'begin insert into item values (n, ''put''); n := n + 1; end'");
    Sql.execute(connection, "create function rows_of() returns refcursor language plpgsql as 'declare c refcursor; begin open c for select * from item; return c; end'");
    try (CallableStatement call = connection.prepareCall("{? = call twice(?)}")) {
      call.registerOutParameter(1, Types.INTEGER);
      call.setInt(2, 21);
      call.execute();
      facts.state("function", call.getInt(1));
      facts.state("call belongs to the connection", call.getConnection() == connection);
    }
    try (CallableStatement call = connection.prepareCall("call put(?)")) {
      call.registerOutParameter(1, Types.INTEGER);
      call.setInt(1, 7);
      call.execute();
      facts.state("procedure", call.getInt(1));
    }
    connection.setAutoCommit(false);
    try (CallableStatement call = connection.prepareCall("{? = call rows_of()}")) {
      call.registerOutParameter(1, Types.OTHER);
      call.execute();
      try (ResultSet rows = (ResultSet) call.getObject(1)) {
        facts.state("reference cursor", rows.next());
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
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
    facts.ending("commit of a failed transaction", () -> {
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
        facts.state("next", failure.getNextException() == null ? "none" : failure.getNextException().getSQLState());
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
    facts.state("meta data belongs to the connection", connection.getMetaData().getConnection() == connection);
    try (ResultSet tables = connection.getMetaData().getTables(null, null, "item", null)) {
      facts.state("rows of meta data have a statement", tables.getStatement() != null);
      facts.state("whose connection", tables.getStatement() == null || tables.getStatement().getConnection() == connection);
    }
    facts.state("equals itself", connection.equals(connection) && connection.hashCode() == connection.hashCode());
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
    facts.state("valid after closing", connection.isValid(1));
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
        facts.state("column", columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME"));
      }
    }
    try (PreparedStatement prepared = connection.prepareStatement("select * from item where id = ?")) {
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
      facts.state("read-only", connection.isReadOnly() + " " + Sql.column(connection, "show transaction_read_only"));
      facts.state("isolation", connection.getTransactionIsolation() + " " + Sql.column(connection, "show transaction_isolation"));
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
