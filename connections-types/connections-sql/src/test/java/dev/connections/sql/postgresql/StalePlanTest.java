package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Operation;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlLease;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A table that is altered under prepared statements. Source: jasync-sql#303, r2dbc-postgresql#382:
 * "cached plan must not change result type".
 */
@Tag("situation")
@Timeout(60)
class StalePlanTest {

  private static final Operation READ = Operation.read("read");
  private static final int POOL = 4;

  private PostgresServer server;
  private @Nullable SqlFixture fixture;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS altered");
    server.asSuperuser("CREATE TABLE altered (id INT)");
    server.asSuperuser("INSERT INTO altered VALUES (1)");
    server.asSuperuser("GRANT ALL ON altered TO app");
    fixture = SqlFixture.of(SqlFixture.app(server.port(), POOL));
    orders = fixture.connection();
    prepareEverywhere();
  }

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  /** So that all connections of the pool have the statement on the server. */
  private void prepareEverywhere() throws Exception {
    List<SqlLease> all = new ArrayList<>();
    try {
      for (int each = 0; each < POOL; each++) {
        all.add(leaseOnAnotherThread());
      }
      for (SqlLease lease : all) {
        for (int use = 0; use < 7; use++) { // pgjdbc prepares on the server from the fifth on
          columns(lease.resource());
        }
      }
    } finally {
      all.forEach(SqlLease::close);
    }
  }

  private SqlLease leaseOnAnotherThread() throws Exception {
    List<SqlLease> taken = new ArrayList<>();
    Thread thread = new Thread(() -> taken.add(orders.lease(READ)));
    thread.start();
    thread.join();
    return taken.get(0);
  }

  private static int columns(Connection jdbc) throws SQLException {
    try (PreparedStatement statement = jdbc.prepareStatement("SELECT * FROM altered");
        ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getMetaData().getColumnCount();
    }
  }

  private void alter() throws SQLException {
    server.asSuperuser("ALTER TABLE altered ADD COLUMN more INT");
  }

  @Test
  void aTransactionThatMayBeRepeatedIsAndNobodyElseFails() throws Exception {
    alter();
    for (int call = 0; call < 2 * POOL; call++) {
      int columns =
          orders.<Integer>inTransaction(
              READ, TransactionOptions.readCommitted().repeatable(3), StalePlanTest::columns);
      assertThat(columns).isEqualTo(2);
    }
  }

  @Test
  void aTransactionThatIsNotRepeatedFailsAsTransientOnce() throws Exception {
    alter();
    int failures = 0;
    for (int call = 0; call < 2 * POOL; call++) {
      try {
        orders.<Integer>inTransaction(
            Operation.nonIdempotent("write"),
            TransactionOptions.DEFAULT,
            jdbc -> {
              update(jdbc, "UPDATE altered SET id = 1");
              return columns(jdbc);
            });
      } catch (TransientConnectionException stale) {
        assertThat(stale.getMessage()).contains("altered under a prepared statement");
        assertThat(stale.detail(SqlError.class).orElseThrow().sqlState()).isEqualTo("0A000");
        assertThat(stale.outcome()).isEqualTo(dev.connections.failure.Outcome.NOT_APPLIED);
        failures++;
      }
    }
    assertThat(failures).isEqualTo(1);
  }

  @Test
  void statementsThatAreCommittedOneByOneAreHealed() throws Exception {
    alter();
    for (int call = 0; call < 2 * POOL; call++) {
      assertThat(orders.<Integer>execute(READ, StalePlanTest::columns)).isEqualTo(2);
    }
  }

  /**
   * Source: 1,000,000 rows with a fetch size, read in auto-commit mode, at 64 MB: out of memory.
   */
  @Test
  void aFetchSizeThatHasNoEffectIsReportedOnce() throws Exception {
    int logged = LogFile.read().length();
    for (int call = 0; call < 3; call++) {
      orders.run(
          READ,
          jdbc -> {
            try (PreparedStatement statement = jdbc.prepareStatement("SELECT 1")) {
              statement.setFetchSize(4711);
              statement.executeQuery().close();
            }
          });
    }
    assertThat(
            LogFile.read()
                .substring(logged)
                .lines()
                .filter(line -> line.contains("setFetchSize(4711)")))
        .singleElement()
        .asString()
        .contains("orders-db", "auto-commit", "inTransaction");
  }

  @Test
  void aFetchSizeInATransactionIsNotReported() throws Exception {
    orders.runInTransaction(
        READ,
        jdbc -> {
          try (PreparedStatement statement = jdbc.prepareStatement("SELECT 1")) {
            statement.setFetchSize(4712);
            statement.executeQuery().close();
          }
        });
    assertThat(LogFile.read()).doesNotContain("setFetchSize(4712)");
  }
}
