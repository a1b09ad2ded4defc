package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.CloseReport;
import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SecretCheck;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("situation")
@Timeout(60)
class PostgreSqlFaultTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");

  private static @Nullable PostgresServer started;

  private PostgresServer server;
  private FaultProxy proxy;
  private SqlFixture fixture;
  private SqlConnection orders;

  /**
   * Before the first test and not before all, so that each test is reported where it is skipped.
   */
  private static PostgresServer startedServer() throws Exception {
    PostgresServer running = started;
    if (running == null) {
      running = PostgresServer.started();
      running.asSuperuser("CREATE TABLE item (id INT)");
      running.asSuperuser("GRANT ALL ON item TO app");
      started = running;
    }
    return running;
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (started != null) {
      started.close();
      started = null; // the class may run again in this JVM
    }
  }

  @BeforeEach
  void open() throws Exception {
    server = startedServer();
    server.asSuperuser("TRUNCATE item");
    proxy = FaultProxy.to("localhost", server.port());
    fixture = SqlFixture.of(through(proxy.port()), "timeouts.acquire", "2s");
    orders = fixture.connection();
    orders.run(READ, jdbc -> number(jdbc, "SELECT 1"));
  }

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
      proxy.close();
    }
  }

  private static PostgreSqlConfiguration through(int port) {
    return new PostgreSqlConfiguration(
        PostgresServer.url(port),
        "app",
        Optional.of(Secret.of("${env:DB_PASSWORD}", () -> PostgresServer.PASSWORD)),
        SqlPoolSettings.ofSize(2),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(TlsMode.DISABLE),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aLostAnswerToCommitIsReportedAsUnknown() throws Exception {
    proxy.dropReplyOnce("COMMIT");

    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(() -> orders.runInTransaction(WRITE, jdbc -> insert(jdbc, 1)))
        .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));

    assertThat(server.ask("SELECT count(*) FROM item")).isEqualTo("1");
    assertWorksAgain();
  }

  /** Source: an outsider was told that the work, which is idempotent, must not be run again. */
  @Test
  void anIdempotentTransactionThatIsNotRepeatedSaysWhatWouldAllowIt() throws Exception {
    proxy.dropReplyOnce("COMMIT");

    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(
            () -> orders.runInTransaction(Operation.idempotent("put"), jdbc -> insert(jdbc, 1)))
        .satisfies(
            failure -> {
              assertThat(failure.diagnosis().attempts()).isEqualTo(1);
              assertThat(failure.diagnosis().notRetried())
                  .contains("run once", "TransactionOptions.repeatable(n)");
            });
  }

  @Test
  void anIdempotentTransactionThatIsRepeatableIsRepeatedAfterALostAnswerToCommit()
      throws Exception {
    AtomicInteger runs = new AtomicInteger();
    proxy.dropReplyOnce("COMMIT");

    orders.runInTransaction(
        Operation.idempotent("put"),
        TransactionOptions.DEFAULT.repeatable(3),
        jdbc -> insert(jdbc, runs.incrementAndGet()));

    assertThat(runs).hasValue(2);
    assertThat(server.ask("SELECT count(*) FROM item")).isEqualTo("2");
  }

  @Test
  void aConnectionLostBeforeCommitHasAppliedNothing() throws Exception {
    proxy.dropReplyOnce("INSERT INTO item");

    assertThatExceptionOfType(TransientConnectionException.class)
        .isThrownBy(() -> orders.runInTransaction(WRITE, jdbc -> insert(jdbc, 1)))
        .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED));

    Await.until("the rollback", () -> server.ask("SELECT count(*) FROM item").equals("0"));
    assertWorksAgain();
  }

  @Test
  void aLostAnswerToAStatementThatIsCommittedAtOnceIsReportedAsUnknown() throws Exception {
    proxy.dropReplyOnce("INSERT INTO item");

    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(() -> orders.run(WRITE, jdbc -> insert(jdbc, 1)));

    assertThat(server.ask("SELECT count(*) FROM item")).isEqualTo("1");
  }

  @Test
  void aServerThatNeverAnswersHoldsNobodyMuchLongerThanTheDeadline() throws Exception {
    long begun = System.nanoTime();
    proxy.dropReplies();

    assertThatThrownBy(
            () ->
                orders.run(READ.deadline(Duration.ofMillis(300)), jdbc -> number(jdbc, "SELECT 1")))
        .isInstanceOf(DeadlineExceededException.class);

    // A cancel request has no answer either; after the grace the connection is cut.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    proxy.heal();
    assertWorksAgain();
  }

  @Test
  void openingASilentServerEndsWithTheConnectTimeout() {
    proxy.dropReplies();
    try (SqlFixture silent = SqlFixture.of(through(proxy.port()), "timeouts.connect", "500ms")) {
      long begun = System.nanoTime();

      assertThatThrownBy(() -> silent.connection().connect())
          .isInstanceOf(ConnectionException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aLostConnectionOfALeaseIsNoticed() throws Exception {
    try (SqlLease lease = orders.lease(WRITE)) {
      assertThat(number(lease.resource(), "SELECT 1")).isEqualTo(1);
      proxy.reset();
      assertThatThrownBy(() -> number(lease.resource(), "SELECT 1"))
          .isInstanceOf(java.sql.SQLException.class);
    }
    assertThat(orders.snapshot().operations().failed()).isEqualTo(1);
    assertWorksAgain();
  }

  @Test
  void nobodyWaitsLongerThanTheAcquireTimeoutForAConnectionToBeMade() throws Exception {
    awaitWholePool();
    proxy.refuseConnections();
    for (int each = 1; each <= 2; each++) {
      try (SqlLease lease = orders.lease(WRITE)) {
        lease.resource().unwrap(org.postgresql.PGConnection.class); // so it is not lent again
      }
    }
    long begun = System.nanoTime();

    assertThatThrownBy(() -> orders.lease(WRITE)).isInstanceOf(TransientConnectionException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));

    proxy.heal();
    assertWorksAgain();
  }

  @Test
  void aServerThatStopsAndComesBackAtTheSamePortIsDownAndThenUp() throws Exception {
    server.stop();
    try {
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1")));
      Await.until(
          "DOWN",
          () -> {
            orders.checkHealth();
            return orders.health().status() == HealthStatus.DOWN;
          });
      assertThat(orders.snapshot().lifecycle().state()).isEqualTo(LifecycleState.BROKEN);
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1")))
          .satisfies(
              failure -> {
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
                SecretCheck.assertNowhereIn(failure);
              });
    } finally {
      server.start();
    }

    assertWorksAgain();
    assertThat(orders.checkHealth().status()).isEqualTo(HealthStatus.UP);
    assertThat(orders.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);
  }

  @Test
  void closingWhileTheServerIsAwayDoesNotWaitForIt() throws Exception {
    proxy.refuseConnections();
    proxy.reset();
    assertThatThrownBy(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1")))
        .isInstanceOf(ConnectionException.class);

    CloseReport.Entry report = fixture.close(Duration.ofSeconds(10));

    assertThat(report.problem()).isNull();
    assertThat(report.took()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void nothingOfThePasswordGoesOverTheWireOrIntoALog() throws Exception {
    StringBuilder wire = new StringBuilder();
    try (FaultProxy tap = FaultProxy.to("localhost", server.port())) {
      tap.onRequest(
          bytes -> {
            synchronized (wire) {
              wire.append(new String(bytes, StandardCharsets.ISO_8859_1));
            }
          });
      try (SqlFixture other = SqlFixture.of(through(tap.port()))) {
        other.connection().run(READ, jdbc -> number(jdbc, "SELECT 1"));
      }
    }
    synchronized (wire) {
      assertThat(wire).contains("SELECT 1").doesNotContain(PostgresServer.PASSWORD);
    }
    assertThat(LogFile.read()).contains("orders-db").doesNotContain(PostgresServer.PASSWORD);
  }

  private void assertWorksAgain() throws Exception {
    Await.until(
        "the connection to work again",
        () -> {
          try {
            return orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT 42")) == 42;
          } catch (ConnectionException notYet) {
            return false;
          }
        });
    awaitWholePool();
  }

  private void awaitWholePool() throws Exception {
    Await.until(
        "a whole pool",
        () -> {
          PoolStatistics pool = Objects.requireNonNull(orders.snapshot().pool());
          return pool.active() == 0 && pool.idle() == 2;
        });
  }

  private static int insert(java.sql.Connection jdbc, int id) throws java.sql.SQLException {
    return update(jdbc, "INSERT INTO item VALUES (" + id + ")");
  }
}
