package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Operation;
import dev.connections.Result;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * That ordinary lambdas compile, without casts and type arguments, is the test; that they run, too.
 */
@Timeout(30)
class SqlLambdasTest {

  private static final Operation READ = Operation.read("read");
  private static final Operation WRITE = Operation.nonIdempotent("write");

  @Test
  void ordinaryLambdasCompileAndRun() throws Exception {
    try (SqlFixture fixture =
        SqlFixture.of(H2Configuration.of("jdbc:h2:mem:" + UUID.randomUUID()))) {
      SqlConnection db = fixture.connection();
      List<String> heard = new ArrayList<>();

      db.run(jdbc -> jdbc.createStatement().execute("CREATE TABLE item (id INT, name VARCHAR(9))"));
      db.run(jdbc -> {});
      db.run(WRITE, jdbc -> insert(jdbc, 1));
      db.run(WRITE, SqlLambdasTest::insertTwo);
      db.run(
          jdbc -> {
            try (PreparedStatement statement =
                jdbc.prepareStatement("DELETE FROM item WHERE id=?")) {
              statement.setInt(1, 2);
              statement.executeUpdate();
            }
          });
      db.run(READ, jdbc -> heard.add(jdbc.getMetaData().getDatabaseProductName()));
      int inserted = db.execute(WRITE, jdbc -> insert(jdbc, 3));
      long count = db.execute(SqlLambdasTest::count);
      String catalog = db.execute(READ, Connection::getCatalog);
      boolean autoCommit = db.execute(jdbc -> jdbc.getAutoCommit());
      List<Integer> ids =
          db.execute(
              READ,
              jdbc -> {
                List<Integer> found = new ArrayList<>();
                try (ResultSet rows =
                    jdbc.createStatement().executeQuery("SELECT id FROM item ORDER BY id")) {
                  while (rows.next()) {
                    found.add(rows.getInt(1));
                  }
                }
                return found;
              });
      Map<String, Integer> map = db.execute(READ, jdbc -> Map.of("one", insertless(jdbc)));
      Optional<String> none = db.execute(READ, jdbc -> Optional.empty());
      var inferred = db.execute(READ, jdbc -> count(jdbc) + 1);
      Result<Long> result = db.tryExecute(READ, SqlLambdasTest::count);
      int total = db.inTransaction(jdbc -> insert(jdbc, 4) + insert(jdbc, 5));
      long counted = db.inTransaction(READ, SqlLambdasTest::count);
      String text =
          db.inTransaction(
              WRITE,
              TransactionOptions.serializable().asReadOnly(),
              jdbc -> {
                return jdbc.getCatalog();
              });
      db.runInTransaction(jdbc -> insert(jdbc, 6));
      db.runInTransaction(WRITE, SqlLambdasTest::insertTwo);
      db.runInTransaction(
          WRITE,
          TransactionOptions.repeatableRead(),
          jdbc -> {
            for (int id = 7; id < 10; id++) {
              insert(jdbc, id);
            }
          });
      db.runInTransaction(
          WRITE,
          jdbc -> {
            if (count(jdbc) < 0) {
              throw new java.io.IOException("checked exceptions are fine");
            }
          });

      assertThat(inserted).isEqualTo(1);
      assertThat(count).isEqualTo(2);
      assertThat(catalog).isNotBlank();
      assertThat(autoCommit).isTrue();
      assertThat(ids).containsExactly(1, 3);
      assertThat(map).containsEntry("one", 1);
      assertThat(none).isEmpty();
      assertThat(inferred).isEqualTo(3);
      assertThat(result.orElseThrow()).isEqualTo(2);
      assertThat(total).isEqualTo(2);
      assertThat(counted).isEqualTo(4);
      assertThat(text).isEqualTo(catalog);
      assertThat(heard).containsExactly("H2");
      assertThat(db.<Long>execute(READ, SqlLambdasTest::count)).isEqualTo(9);
    }
  }

  private static int insert(Connection jdbc, int id) throws SQLException {
    try (PreparedStatement statement = jdbc.prepareStatement("INSERT INTO item VALUES (?, 'x')")) {
      statement.setInt(1, id);
      return statement.executeUpdate();
    }
  }

  private static void insertTwo(Connection jdbc) throws SQLException {
    insert(jdbc, 2);
  }

  private static int insertless(Connection jdbc) throws SQLException {
    return jdbc.isValid(1) ? 1 : 0;
  }

  private static long count(Connection jdbc) throws SQLException {
    try (ResultSet rows = jdbc.createStatement().executeQuery("SELECT COUNT(*) FROM item")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
