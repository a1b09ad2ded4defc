package dev.connections.sql.mariadb;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.MariaDbServer;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Traps that the suite in {@code trap-suite/} sets on PostgreSQL, on MariaDB; those that the
 * contract of all connections has are not repeated here.
 */
@Tag("situation")
@Timeout(120)
class MariaDbTrapsTest {

  private static final Operation READ = Operation.read("read");
  private static final Operation WRITE = Operation.nonIdempotent("write");

  private final ExecutorService threads = TestThreads.pool();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private MariaDbServer server;

  @BeforeEach
  void makeTable() throws Exception {
    server = MariaDbServer.shared();
    server.asAdministrator(
        "DROP TABLE IF EXISTS app.trapped",
        "CREATE TABLE app.trapped (id INT PRIMARY KEY AUTO_INCREMENT, amount INT)");
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    for (AutoCloseable each : opened) {
      each.close();
    }
    server.asAdministrator("DROP TABLE app.trapped");
  }

  private SqlConnection open(int port, String user, Secret password, String... settings) {
    SqlFixture fixture =
        SqlFixture.of(
            new MariaDbConfiguration(
                MariaDbServer.url(port),
                user,
                Optional.of(password),
                SqlPoolSettings.ofSize(2),
                false,
                Optional.empty(),
                Optional.of(TlsMode.DISABLE),
                Optional.empty(),
                Optional.empty(),
                Map.of()),
            settings);
    opened.add(fixture);
    return fixture.connection();
  }

  private SqlConnection open(int port, String... settings) {
    return open(port, "app", Secret.of("text", () -> MariaDbServer.PASSWORD), settings);
  }

  private int rows() throws SQLException {
    return Integer.parseInt(String.valueOf(server.ask("SELECT COUNT(*) FROM app.trapped")));
  }

  /** T3. */
  @Test
  void aCommitWhoseAnswerIsLostIsUnknownAndSentOnce() throws Exception {
    try (FaultProxy proxy = FaultProxy.to("localhost", server.port())) {
      SqlConnection orders = open(proxy.port());
      orders.connect();
      proxy.dropReplyOnce("COMMIT");

      OutcomeUnknownException unknown =
          catchThrowableOfType(
              OutcomeUnknownException.class,
              () ->
                  orders.runInTransaction(
                      WRITE, jdbc -> update(jdbc, "INSERT INTO trapped (amount) VALUES (1)")));

      assertThat(unknown.diagnosis().phase()).isEqualTo(Phase.COMMIT);
      assertThat(rows()).isEqualTo(1);
    }
  }

  /** T2 and T47. */
  @Test
  void aConflictEndsTheTransactionAndItsBlockRunsOnce() throws Exception {
    server.asAdministrator("INSERT INTO app.trapped VALUES (1, 10), (2, 10)");
    SqlConnection orders = open(server.port());
    AtomicInteger runs = new AtomicInteger();

    TransientConnectionException conflict =
        catchThrowableOfType(
            TransientConnectionException.class,
            () ->
                orders.runInTransaction(
                    WRITE,
                    TransactionOptions.serializable(),
                    jdbc -> {
                      runs.incrementAndGet();
                      deadlock(jdbc);
                    }));

    assertThat(conflict.diagnosis().outcome().mayBeApplied()).isFalse();
    assertThat(runs).hasValue(1);
    assertThat(server.ask("SELECT COUNT(*) FROM app.trapped WHERE amount = 99")).isEqualTo("0");
  }

  /** Another session, which has changed more rows, wants what this one holds, and the reverse. */
  private void deadlock(Connection jdbc) throws Exception {
    try (Connection other = server.observer()) {
      other.setAutoCommit(false);
      for (int i = 0; i < 20; i++) {
        update(other, "INSERT INTO app.trapped (amount) VALUES (0)");
      }
      update(other, "UPDATE app.trapped SET amount = 11 WHERE id = 2");
      update(jdbc, "UPDATE trapped SET amount = 99 WHERE id = 1");
      Future<?> waiting =
          threads.submit(() -> update(other, "UPDATE app.trapped SET amount = 11 WHERE id = 1"));
      Await.until(
          "the other one to wait",
          () ->
              "1"
                  .equals(
                      server.ask(
                          "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state ="
                              + " 'LOCK WAIT'")));
      try {
        update(jdbc, "UPDATE trapped SET amount = 99 WHERE id = 2");
      } finally {
        waiting.get(20, TimeUnit.SECONDS);
        other.rollback();
      }
    }
  }

  /** T14. */
  @Test
  void aLateCancelHitsNobodyElse() {
    SqlConnection orders = open(server.port());
    Operation soon = READ.deadline(Duration.ofMillis(11)).maxAttempts(1);
    int late = 0;
    for (int round = 0; round < 40; round++) {
      try {
        orders.run(soon, jdbc -> number(jdbc, "SELECT SLEEP(0.011)"));
      } catch (ConnectionException tooLate) {
        late++;
      }
      // SLEEP that is killed does not fail: it answers 1.
      assertThat(orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT SLEEP(0.02)")))
          .isZero();
    }
    assertThat(late).isPositive();
  }

  /** T25. */
  @Test
  void twoUsersOfOneDatabaseNeverGetEachOthersSessions() throws Exception {
    server.asAdministrator(
        "CREATE OR REPLACE USER tenant IDENTIFIED BY 'tenant'", "GRANT ALL ON app.* TO tenant");
    SqlConnection owners = open(server.port());
    SqlConnection tenants = open(server.port(), "tenant", Secret.of("text", () -> "tenant"));

    for (int i = 0; i < 20; i++) {
      assertThat(user(owners)).startsWith("app@");
      assertThat(user(tenants)).startsWith("tenant@");
    }
  }

  private static String user(SqlConnection connection) {
    return connection.queryOne(READ, "SELECT CURRENT_USER()", row -> row.getString(1)).orElse("");
  }

  /** T33. */
  @Test
  void aRotatedPasswordIsNotTriedAgainAndAgainAndTheNewOneIsUsed() throws Exception {
    server.asAdministrator(
        "CREATE OR REPLACE USER rotating IDENTIFIED BY 'first'", "GRANT ALL ON app.* TO rotating");
    AtomicReference<String> password = new AtomicReference<>("first");
    try (FaultProxy proxy = FaultProxy.to("localhost", server.port())) {
      SqlConnection orders =
          open(
              proxy.port(),
              "rotating",
              Secret.of("text", password::get),
              "timeouts.acquire",
              "500ms");
      orders.run(READ, jdbc -> number(jdbc, "SELECT 1"));
      server.asAdministrator("ALTER USER rotating IDENTIFIED BY 'second'");
      long before = proxy.statistics().accepted();
      server.asAdministrator("KILL USER rotating");
      AtomicBoolean stop = new AtomicBoolean();
      List<Future<?>> users = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        users.add(threads.submit(() -> callUntil(stop, orders)));
      }
      Await.pass(Duration.ofSeconds(3));
      stop.set(true);
      for (Future<?> user : users) {
        user.get(20, TimeUnit.SECONDS);
      }
      assertThat(proxy.statistics().accepted() - before).isBetween(1L, 20L);

      password.set("second");
      Await.until("works again", () -> works(orders));
    }
  }

  private static void callUntil(AtomicBoolean stop, SqlConnection orders) {
    while (!stop.get()) {
      works(orders);
    }
  }

  private static boolean works(SqlConnection orders) {
    try {
      orders.run(READ, jdbc -> number(jdbc, "SELECT 1"));
      return true;
    } catch (ConnectionException rejected) {
      return false;
    }
  }
}
