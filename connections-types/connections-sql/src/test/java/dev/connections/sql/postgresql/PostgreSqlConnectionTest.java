package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.CloseReport;
import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SecretCheck;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import dev.connections.testsupport.Tries;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgreSqlConnectionTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");
  private static final int SIZE = 3;

  /** The common pool may have fewer threads than the tests need. */
  private static final Executor THREADS =
      task -> {
        Thread thread = TestThreads.thread("test", task);
        thread.setDaemon(true);
        thread.start();
      };

  private final String table = "t_" + UUID.randomUUID().toString().replace('-', '_');
  private final String application = "app-" + table.substring(2, 10);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private PostgresServer server;
  private SqlFixture fixture;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    fixture = open(configuration(application), "timeouts.acquire", "1s");
    orders = fixture.connection();
    orders.run(jdbc -> update(jdbc, "CREATE TABLE " + table + " (id INT PRIMARY KEY)"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    if (server != null) {
      server.asSuperuser("DROP TABLE IF EXISTS " + table);
    }
  }

  private SqlFixture open(PostgreSqlConfiguration configuration, String... settings) {
    SqlFixture made = SqlFixture.of(configuration, settings);
    opened.add(made);
    return made;
  }

  private PostgreSqlConfiguration configuration(String applicationName) {
    return with(applicationName, PostgresServer.PASSWORD, false, Optional.empty());
  }

  private PostgreSqlConfiguration with(
      String applicationName, String password, boolean readOnly, Optional<Duration> limit) {
    return new PostgreSqlConfiguration(
        server.url(),
        "app",
        Optional.of(Secret.of("${env:DB_PASSWORD}", () -> password)),
        SqlPoolSettings.ofSize(SIZE),
        readOnly,
        Optional.empty(),
        Optional.of(applicationName),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  @Test
  void aTransactionIsCommittedOrRolledBackAsAWhole() throws Exception {
    assertThat(
            orders.<Integer>inTransaction(
                WRITE,
                TransactionOptions.serializable(),
                jdbc -> {
                  assertThat(text(jdbc, "SHOW transaction_isolation")).isEqualTo("serializable");
                  return insert(jdbc, 1) + insert(jdbc, 2);
                }))
        .isEqualTo(2);
    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    jdbc -> {
                      insert(jdbc, 3);
                      throw new IOException("mine");
                    }))
        .hasRootCauseMessage("mine");

    assertThat(rows()).isEqualTo(2);
    assertThat(orders.<String>execute(READ, jdbc -> text(jdbc, "SHOW transaction_isolation")))
        .isEqualTo("read committed");
  }

  @Test
  void aViolatedConstraintIsPermanentAndNothingWasApplied() throws Exception {
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> orders.runInTransaction(WRITE, jdbc -> insert(jdbc, insert(jdbc, 1))))
        .satisfies(
            failure -> {
              assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 23505");
              assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            });
    assertThat(rows()).isZero();
  }

  @Test
  void aSwallowedErrorDoesNotBecomeASilentRollback() throws Exception {
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    WRITE,
                    jdbc -> {
                      insert(jdbc, 1);
                      assertThatThrownBy(() -> insert(jdbc, 1)).isInstanceOf(SQLException.class);
                    }));
    assertThat(rows()).isZero();
  }

  @Test
  void cancellingAFutureCancelsTheStatementOnTheServer() throws Exception {
    CompletableFuture<String> call =
        orders.executeAsync(READ, jdbc -> text(jdbc, "SELECT pg_sleep(30)"));
    Await.until("the query", () -> server.sessions(application, "state = 'active'") == 1);

    long begun = System.nanoTime();
    assertThat(call.cancel(true)).isTrue();

    Await.until("an idle server", () -> server.sessions(application, "state = 'active'") == 0);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    assertThat(call).isCancelled();
    Await.until("nothing in flight", () -> orders.snapshot().operations().inFlight() == 0);
    assertThat(orders.snapshot().operations().failed()).isZero();
    assertPoolIsWhole();
  }

  @Test
  void cancellingAFutureRollsItsTransactionBack() throws Exception {
    CompletableFuture<String> call =
        orders.inTransactionAsync(
            WRITE,
            TransactionOptions.DEFAULT,
            jdbc -> {
              insert(jdbc, 1);
              return text(jdbc, "SELECT pg_sleep(30)");
            });
    Await.until("the query", () -> server.sessions(application, "state = 'active'") == 1);

    call.cancel(true);

    Await.until("nothing in flight", () -> orders.snapshot().operations().inFlight() == 0);
    assertThat(rows()).isZero();
    assertPoolIsWhole();
  }

  @Test
  void theDeadlineCancelsTheStatementOnTheServer() throws Exception {
    Operation soon = WRITE.deadline(Duration.ofMillis(300));
    Tries.oneOfSeveral(
        () ->
            assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> orders.run(soon, jdbc -> text(jdbc, "SELECT pg_sleep(30)")))
                .satisfies(
                    failure -> {
                      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                      assertThat(failure.getCause()).isInstanceOf(SQLException.class);
                    }));

    assertThat(server.sessions(application, "state = 'active'")).isZero();
    assertPoolIsWhole();
  }

  @Test
  void aTransactionWhoseTimeIsOverIsNotCommitted() throws Exception {
    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    WRITE.deadline(Duration.ofMillis(200)),
                    jdbc -> {
                      insert(jdbc, 1);
                      Await.until("the connection to refuse", jdbc::isClosed);
                    }))
        .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED));
    assertThat(rows()).isZero();
    assertPoolIsWhole();
  }

  @Test
  void readingACursorIsBrokenOffToo() throws Exception {
    assertThatThrownBy(
            () ->
                orders.run(
                    READ.deadline(Duration.ofMillis(500)),
                    jdbc -> {
                      jdbc.setAutoCommit(false);
                      try (Statement statement = jdbc.createStatement()) {
                        statement.setFetchSize(1);
                        ResultSet rows =
                            statement.executeQuery(
                                "SELECT i, CASE WHEN i > 1 THEN pg_sleep(30) END"
                                    + " FROM generate_series(1, 3) AS i");
                        while (rows.next()) {
                          assertThat(rows.getInt(1)).isPositive();
                        }
                      }
                    }))
        .isInstanceOf(DeadlineExceededException.class);
    assertPoolIsWhole();
  }

  @Test
  void anExhaustedPoolNamesWhoHoldsIt() throws Exception {
    List<SqlLease> leases = takeAll();
    assertThatExceptionOfType(AcquireTimeoutException.class)
        .isThrownBy(() -> otherThread(() -> orders.run(WRITE, jdbc -> {})))
        .withMessageContainingAll("'report-0'", "'report-1'", "'report-2'");
    assertThatThrownBy(() -> otherThread(() -> orders.client().getConnection()))
        .isInstanceOf(SQLException.class)
        .hasCauseInstanceOf(AcquireTimeoutException.class);
    leases.forEach(SqlLease::close);
    orders.run(WRITE, jdbc -> insert(jdbc, 1));
  }

  @Test
  void aSaturatedPoolIsDegradedAndSaysSoAtOnce() throws Exception {
    orders.checkHealth();
    List<SqlLease> leases = takeAll();
    CompletableFuture<Void> waiter =
        CompletableFuture.runAsync(() -> orders.run(WRITE, jdbc -> insert(jdbc, 1)), THREADS);
    Await.until("a waiter", () -> orders.snapshot().operations().waiting() == 1);

    long begun = System.nanoTime();
    Health health = orders.checkHealth();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(took).isLessThan(Duration.ofMillis(500));
    leases.forEach(SqlLease::close);
    waiter.join();
  }

  @Test
  void closingLetsARunningQueryFinishAndWakesWaitersAtOnce() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<String> query =
        CompletableFuture.supplyAsync(
            () ->
                orders.execute(
                    READ,
                    jdbc -> {
                      running.countDown();
                      return text(jdbc, "SELECT 'done' FROM pg_sleep(2)");
                    }),
            THREADS);
    running.await();
    SqlFixture small = open(withSize(1), "timeouts.acquire", "20s");
    CountDownLatch held = new CountDownLatch(1);
    CompletableFuture<String> holder =
        CompletableFuture.supplyAsync(
            () ->
                small
                    .connection()
                    .execute(
                        READ,
                        jdbc -> {
                          held.countDown();
                          return text(jdbc, "SELECT 'done' FROM pg_sleep(2)");
                        }),
            THREADS);
    held.await();
    CompletableFuture<Void> waiter =
        CompletableFuture.runAsync(() -> small.connection().run(READ, jdbc -> {}), THREADS);
    Await.until("a waiter", () -> small.connection().snapshot().operations().waiting() == 1);

    CompletableFuture<CloseReport.Entry> closing =
        CompletableFuture.supplyAsync(() -> small.close(Duration.ofSeconds(10)), THREADS);
    long begun = System.nanoTime();
    assertThatThrownBy(waiter::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ConnectionClosedException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    assertThat(holder.get()).isEqualTo("done");
    assertThat(closing.get().ending()).isEqualTo(CloseReport.Ending.DRAINED);
    assertThat(query.get()).isEqualTo("done");
  }

  @Test
  void closingAbortsWhatDoesNotFinishInTime() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Void> query =
        CompletableFuture.runAsync(
            () ->
                orders.run(
                    READ,
                    jdbc -> {
                      running.countDown();
                      text(jdbc, "SELECT pg_sleep(30)");
                    }),
            THREADS);
    running.await();

    CloseReport.Entry report = fixture.close(Duration.ofMillis(300));

    assertThat(report.ending()).isEqualTo(CloseReport.Ending.ABORTED);
    assertThat(report.aborted()).singleElement().asString().contains("'read'");
    assertThatThrownBy(query::get).hasCauseInstanceOf(ConnectionClosedException.class);
    Await.until("the server to be rid of us", () -> server.sessions(application, "true") == 0);
  }

  @Test
  void aReadIsRefusedByTheServerIfItWrites() throws Exception {
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> orders.run(READ, jdbc -> insert(jdbc, 1)))
        .satisfies(failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 25006"));
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    WRITE, TransactionOptions.DEFAULT.asReadOnly(), jdbc -> insert(jdbc, 1)))
        .satisfies(failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 25006"));
    orders.run(WRITE, jdbc -> insert(jdbc, 1));
    orders.runInTransaction(WRITE, jdbc -> insert(jdbc, 2));
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aReadOnlyConnectionIsRefusedByTheServerWhateverTheOperation() {
    SqlConnection readOnly =
        open(with("read-only", PostgresServer.PASSWORD, true, Optional.empty())).connection();

    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> readOnly.run(WRITE, jdbc -> insert(jdbc, 1)))
        .satisfies(failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 25006"));
    assertThatThrownBy(
            () -> {
              try (Connection jdbc = readOnly.client().getConnection()) {
                insert(jdbc, 1);
              }
            })
        .isInstanceOfSatisfying(
            SQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("25006"));
  }

  @Test
  void aWrongPasswordIsAnAuthenticationFailureThatDoesNotShowIt() {
    String wrong = PostgresServer.PASSWORD + "-wrong";
    SqlConnection rejected = open(with("refused", wrong, false, Optional.empty())).connection();

    assertThatExceptionOfType(ConnectionAuthenticationException.class)
        .isThrownBy(rejected::connect)
        .satisfies(
            failure -> {
              assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 28P01");
              SecretCheck.assertNowhereIn(failure);
            });
    assertThat(rejected.checkHealth().toString()).doesNotContain(PostgresServer.PASSWORD);
  }

  @Test
  void aRotatedPasswordIsUsedForTheNextPhysicalConnection() throws Exception {
    AtomicReference<String> password = new AtomicReference<>("outdated");
    PostgreSqlConfiguration rotating =
        PostgreSqlConfiguration.of(server.url(), "app", Secret.of("${x}", password::get));
    SqlConnection connection = open(rotating).connection();
    assertThatExceptionOfType(ConnectionAuthenticationException.class)
        .isThrownBy(connection::connect);

    password.set(PostgresServer.PASSWORD);

    connection.run(READ, jdbc -> number(jdbc, "SELECT 1"));
  }

  @Test
  void theServerSaysWhatItIsAndSeesWhoWeAre() throws Exception {
    ServerMetadata metadata = Objects.requireNonNull(orders.snapshot().server());

    assertThat(metadata.product()).isEqualTo("PostgreSQL");
    assertThat(metadata.version()).startsWith("18.");
    assertThat(metadata.driver()).startsWith("PostgreSQL JDBC Driver 42.");
    assertThat(metadata.address()).isEqualTo(server.url());
    assertThat(metadata.attributes())
        .containsEntry("database", "postgres")
        .containsEntry("user", "app")
        .containsEntry("tls", "none")
        .containsEntry("standby", "false")
        .containsEntry("readOnly", "false")
        .containsKey("maxConnections");
    assertThat(server.sessions(application, "true")).isPositive();
  }

  @Test
  void uncommittedWorkIsAnErrorHoweverItBegan() throws Exception {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      jdbc.setAutoCommit(false);
                      insert(jdbc, 1);
                    }));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      update(jdbc, "BEGIN");
                      insert(jdbc, 2);
                    }));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      jdbc.setAutoCommit(false);
                      insert(jdbc, 3);
                      update(jdbc, "SET search_path TO nowhere");
                    }));
    assertThat(rows()).isZero();
    assertThat(server.sessions(application, "state LIKE 'idle in%'")).isZero();
    assertPoolIsWhole();
  }

  @Test
  void sessionStateDoesNotReachTheNextUser() {
    for (String change :
        List.of(
            "SET search_path TO nowhere",
            "SET statement_timeout TO 1",
            "CREATE TEMP TABLE leaked (i INT)",
            "SELECT pg_advisory_lock(4711)")) {
      orders.run(
          WRITE,
          jdbc -> {
            try (Statement statement = jdbc.createStatement()) {
              statement.execute(change);
            }
          });
    }

    for (int i = 0; i < SIZE * 2; i++) {
      orders.run(
          WRITE,
          jdbc -> {
            assertThat(text(jdbc, "SHOW search_path")).doesNotContain("nowhere");
            assertThat(text(jdbc, "SHOW statement_timeout")).isEqualTo("0");
            assertThat(text(jdbc, "SELECT to_regclass('leaked')")).isNull();
          });
    }
    orders.run(WRITE, jdbc -> assertLockIsFree(jdbc));
  }

  private static void assertLockIsFree(Connection jdbc) throws Exception {
    Await.until(
        "the lock to be released",
        () -> text(jdbc, "SELECT pg_try_advisory_xact_lock(4711)").equals("t"));
  }

  @Test
  void theServersStatementTimeoutIsSetOnceForTheSession() {
    SqlConnection limited =
        open(with("limited", PostgresServer.PASSWORD, false, Optional.of(Duration.ofMillis(250))))
            .connection();

    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(() -> limited.run(READ, jdbc -> text(jdbc, "SELECT pg_sleep(30)")))
        .satisfies(failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 57014"));
    assertThat(limited.<String>execute(READ, jdbc -> text(jdbc, "SHOW statement_timeout")))
        .isEqualTo("250ms");
  }

  @Test
  void anErrorOfTheServerKeepsTheConnection() throws Exception {
    orders.run(READ, jdbc -> number(jdbc, "SELECT 1"));
    Await.until("the pool to be full", () -> server.sessions(application, "true") == SIZE);
    String before = pidsOf(application);

    for (int i = 0; i < SIZE * 2; i++) {
      assertThatThrownBy(() -> orders.run(jdbc -> text(jdbc, "SELECT * FROM nowhere")))
          .isInstanceOf(PermanentConnectionException.class);
    }

    assertThat(pidsOf(application)).isEqualTo(before);
  }

  private PostgreSqlConfiguration withSize(int size) {
    return new PostgreSqlConfiguration(
        server.url(),
        "app",
        Optional.of(Secret.of("${env:DB_PASSWORD}", () -> PostgresServer.PASSWORD)),
        SqlPoolSettings.ofSize(size),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private String pidsOf(String applicationName) throws SQLException {
    return server.ask(
        "SELECT string_agg(pid::text, ',' ORDER BY pid) FROM pg_stat_activity"
            + " WHERE application_name = '"
            + applicationName
            + "'");
  }

  /** All permits, each taken by a thread of its own, as nested leases would be refused. */
  private List<SqlLease> takeAll() throws Exception {
    List<SqlLease> leases = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      Operation report = Operation.read("report-" + i);
      leases.add(otherThread(() -> orders.lease(report)));
    }
    return leases;
  }

  private static <T> T otherThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = TestThreads.thread("other", task);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private static void otherThread(Runnable work) throws Exception {
    otherThread(
        () -> {
          work.run();
          return true;
        });
  }

  private void assertPoolIsWhole() throws Exception {
    Await.until(
        "a whole pool",
        () -> {
          PoolStatistics pool = Objects.requireNonNull(orders.snapshot().pool());
          return pool.active() == 0 && pool.idle() == SIZE;
        });
    for (int i = 0; i < SIZE * 2; i++) {
      assertThat(orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT 42"))).isEqualTo(42);
    }
  }

  private int insert(Connection jdbc, int id) throws SQLException {
    return update(jdbc, "INSERT INTO " + table + " VALUES (" + id + ")");
  }

  private int rows() throws SQLException {
    return Integer.parseInt(server.ask("SELECT count(*) FROM " + table));
  }

  private static String text(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
