package dev.connections.outside;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.copy.CopyOut;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.util.PGobject;

/** What pgjdbc has beyond and within JDBC, used directly. */
final class PgjdbcScenarios {

  static final String LIBRARY = "pgjdbc 42.7.14";

  private PgjdbcScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(of("COPY in and out", postgres, PgjdbcScenarios::copy));
    all.add(of("large objects", postgres, PgjdbcScenarios::largeObjects));
    all.add(of("arrays, XML, JSON, UUID, bytes", postgres, PgjdbcScenarios::types));
    all.add(
        of("cursors, fetch size, scrolling, updatable rows", postgres, PgjdbcScenarios::cursors));
    all.add(of("generated keys, several results, warnings", postgres, PgjdbcScenarios::results));
    all.add(of("LISTEN and NOTIFY", postgres, PgjdbcScenarios::listen));
    all.add(of("functions, procedures, reference cursors", postgres, PgjdbcScenarios::calls));
    return all;
  }

  /** What is done with a connection. */
  interface Use {
    void of(Connection connection, Facts facts) throws Exception;
  }

  static Scenario<Database, DataSource> of(String title, PostgresStage stage, Use use) {
    return new Scenario<>(
        LIBRARY,
        title,
        stage,
        (peer, client, facts) -> {
          Sql.execute(client, "create table item (id int primary key, name text)");
          try (Connection connection = client.getConnection()) {
            use.of(connection, facts);
          }
          facts.state(
              "rows",
              Sql.column(
                  client,
                  "select count(*) || coalesce(string_agg(name, ',' order by id), '') from (select * from item order by id limit 5) i"));
        });
  }

  private static void copy(Connection connection, Facts facts) throws Exception {
    PGConnection driver = connection.unwrap(PGConnection.class);
    String rows = "1\tone\n2\ttwo\n";
    facts.state(
        "copied in", driver.getCopyAPI().copyIn("copy item from stdin", new StringReader(rows)));
    StringWriter out = new StringWriter();
    facts.state(
        "copied out", driver.getCopyAPI().copyOut("copy item to stdout", out) + out.toString());
    facts.ending(
        "a copy that fails",
        () -> driver.getCopyAPI().copyIn("copy item from stdin", new StringReader("1\tagain\n")));
    CopyOut half =
        driver.getCopyAPI().copyOut("copy (select i from generate_series(1, 1000) i) to stdout");
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
    facts.ending(
        "outside a transaction",
        () -> {
          connection.setAutoCommit(true);
          manager.open(id);
        });
    connection.setAutoCommit(false);
    manager.delete(id);
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void types(Connection connection, Facts facts) throws Exception {
    Sql.execute(
        connection,
        "create table kinds (a text[], x xml, j jsonb, u uuid, b bytea, t timestamptz)");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into kinds values (?, ?, ?, ?, ?, '2026-01-02T03:04:05Z')")) {
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
      facts.ending(
          "a commit between",
          () -> {
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
    try (Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
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
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into numbered (name) values ('a'), ('b')", Statement.RETURN_GENERATED_KEYS)) {
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
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into numbered (name) values ('c')", new String[] {"id"})) {
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        facts.state("named key", keys.next() ? keys.getInt("id") : -1);
      }
    }
    try (Statement several = connection.createStatement()) {
      facts.state("first", several.execute("select 1; update numbered set name = 'x'; select 2"));
      facts.state(
          "more",
          several.getMoreResults()
              + " "
              + several.getUpdateCount()
              + " "
              + several.getMoreResults());
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
    Sql.execute(
        connection, "create function twice(n int) returns int language sql as 'select n * 2'");
    Sql.execute(
        connection,
        "create procedure put(inout n int) language plpgsql as 'begin insert into item values (n, ''put''); n := n + 1; end'");
    Sql.execute(
        connection,
        "create function rows_of() returns refcursor language plpgsql as 'declare c refcursor; begin open c for select * from item; return c; end'");
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
}
