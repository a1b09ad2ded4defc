package dev.connections.sql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.sqlite.SqliteConfiguration;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.MariaDbServer;
import dev.connections.testsupport.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.postgresql.copy.PGCopyOutputStream;

/** Situations of public reports about other libraries; docs/field-reports.md has their sources. */
@Tag("situation")
@Timeout(120)
class PublicReportsTest {

  private static final Operation READ = Operation.read("read");
  private static final Operation WRITE = Operation.nonIdempotent("write");

  @TempDir Path folder;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private SqlConnection use(SqlFixture fixture) {
    opened.add(fixture);
    return fixture.connection();
  }

  private static MariaDbServer mariaDb(String... statements) throws Exception {
    MariaDbServer server = MariaDbServer.shared();
    server.asAdministrator("DROP TABLE IF EXISTS app.reported");
    server.asAdministrator(statements);
    return server;
  }

  /** sqlalchemy/sqlalchemy 7457. */
  @Test
  void aSessionThatTheServerEndedForIdlenessFailsNoWrite() throws Exception {
    MariaDbServer server = mariaDb("CREATE TABLE app.reported (id INT)");
    SqlConnection orders = use(SqlFixture.of(SqlFixture.mariaDb(server.port(), 1)));
    server.asAdministrator("SET GLOBAL wait_timeout = 1");
    try {
      orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO reported VALUES (1)"));
      Await.until("the server to end it", () -> server.sessions("COMMAND = 'Sleep'") == 0);

      orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO reported VALUES (2)"));
    } finally {
      server.asAdministrator("SET GLOBAL wait_timeout = 28800");
    }
    assertThat(server.ask("SELECT COUNT(*) FROM app.reported")).isEqualTo("2");
  }

  /** awslabs/aws-mysql-jdbc 387, brettwooldridge/HikariCP 2228. */
  @Test
  void rowsThatWereStreamedAndNotReadDoNotReachTheNextUser() throws Exception {
    MariaDbServer server = mariaDb();
    SqlConnection orders = use(SqlFixture.of(SqlFixture.mySql(server.port(), 1)));

    for (int i = 0; i < 3; i++) {
      int first =
          orders.execute(
              READ,
              jdbc -> {
                Statement statement = jdbc.createStatement();
                statement.setFetchSize(Integer.MIN_VALUE);
                ResultSet rows = statement.executeQuery("SELECT seq FROM seq_1_to_100000");
                rows.next();
                return rows.getInt(1);
              });
      assertThat(first).isEqualTo(1);
      int one = orders.execute(READ, jdbc -> number(jdbc, "SELECT 1"));
      assertThat(one).isEqualTo(1);
    }
  }

  /** brettwooldridge/HikariCP 1308. */
  @Test
  void aDeadlineInsideATransactionLeavesNoLockBehind() throws Exception {
    MariaDbServer server =
        mariaDb(
            "CREATE TABLE app.reported (id INT PRIMARY KEY, amount INT)",
            "INSERT INTO app.reported VALUES (1, 1)");
    SqlConnection orders = use(SqlFixture.of(SqlFixture.mariaDb(server.port(), 1)));
    Operation soon = WRITE.deadline(Duration.ofMillis(700));

    Throwable late =
        catchThrowable(
            () ->
                orders.runInTransaction(
                    soon,
                    jdbc -> {
                      update(jdbc, "UPDATE reported SET amount = 2 WHERE id = 1");
                      number(jdbc, "SELECT SLEEP(20)");
                    }));

    assertThat(late).isInstanceOf(ConnectionException.class);
    Await.until(
        "the lock to be free",
        () -> {
          server.asAdministrator(
              "SET STATEMENT innodb_lock_wait_timeout = 1 FOR UPDATE app.reported SET amount = 3");
          return true;
        });
    assertThat(server.ask("SELECT amount FROM app.reported")).isEqualTo("3");
  }

  /**
   * camsaul/toucan2 213: the server tells the first key alone, and the driver no longer guesses.
   */
  @Test
  void keysOfManyRowsComeFromReturningOnMariaDb() throws Exception {
    MariaDbServer server =
        mariaDb("CREATE TABLE app.reported (id INT PRIMARY KEY AUTO_INCREMENT, amount INT)");
    SqlConnection orders = use(SqlFixture.of(SqlFixture.mariaDb(server.port(), 1)));
    String insert = "INSERT INTO reported (amount) VALUES (1), (2), (3)";

    assertThat(orders.updateReturning(WRITE, insert, List.of("id"), row -> row.getInt(1)))
        .containsExactly(1);
    assertThat(orders.query(WRITE, insert + " RETURNING id", row -> row.getInt(1)))
        .containsExactly(4, 5, 6);
  }

  /** mariadb-operator/mariadb-operator 1509. */
  @Test
  void aServerThatBecomesReadOnlyFailsWritesThatSaySoAndTakesThemAgainLater() throws Exception {
    MariaDbServer server = mariaDb("CREATE TABLE app.reported (id INT)");
    SqlConnection orders = use(SqlFixture.of(SqlFixture.mariaDb(server.port(), 1)));
    orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO reported VALUES (1)"));
    server.asAdministrator("SET GLOBAL read_only = 1");
    try {
      TransientConnectionException rejected =
          (TransientConnectionException)
              catchThrowable(
                  () -> orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO reported VALUES (2)")));
      assertThat(rejected.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      int one = orders.execute(READ, jdbc -> number(jdbc, "SELECT 1"));
      assertThat(one).isEqualTo(1);
    } finally {
      server.asAdministrator("SET GLOBAL read_only = 0");
    }
    Await.until(
        "writes again",
        () -> {
          try {
            orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO reported VALUES (3)"));
            return true;
          } catch (ConnectionException stillReadOnly) {
            return false;
          }
        });
  }

  /** CrossPaste/crosspaste-desktop 3994, evcc-io/evcc 30902: no time limit helps against it. */
  @Test
  void aReadThatTurnsIntoAWriteIsNotOvertakenByAnotherWriter() throws Exception {
    SqlConnection notes =
        use(
            SqlFixture.of(
                new SqliteConfiguration(
                    "jdbc:sqlite:" + folder.resolve("notes.db"),
                    SqlPoolSettings.DEFAULT,
                    false,
                    true,
                    true,
                    true,
                    Map.of())));
    notes.run(WRITE, jdbc -> update(jdbc, "CREATE TABLE note (id INTEGER, amount INTEGER)"));
    notes.run(WRITE, jdbc -> update(jdbc, "INSERT INTO note VALUES (1, 0)"));
    List<Integer> runs = new ArrayList<>();
    AtomicReference<@Nullable Throwable> other = new AtomicReference<>();

    notes.runInTransaction(
        WRITE,
        TransactionOptions.DEFAULT.repeatable(3),
        (jdbc, attempt) -> {
          runs.add(attempt);
          int before = number(jdbc, "SELECT amount FROM note");
          try (Connection another = notes.client().getConnection()) {
            other.set(catchThrowable(() -> update(another, "UPDATE note SET amount = 10")));
          }
          update(jdbc, "UPDATE note SET amount = " + (before + 1));
        });

    assertThat(other.get()).hasMessageContaining("SQLITE_BUSY");
    assertThat(runs).containsExactly(1);
    int amount = notes.execute(READ, jdbc -> number(jdbc, "SELECT amount FROM note"));
    assertThat(amount).isEqualTo(1);
  }

  /** pgjdbc/pgjdbc 3163 and 4027. */
  @Test
  void aCopyOfTheDriversOwnThatWasLeftInTheMiddleDoesNotReachTheNextUser() throws Exception {
    SqlConnection orders = use(SqlFixture.of(SqlFixture.app(PostgresServer.shared().port(), 1)));
    for (int i = 0; i < 3; i++) {
      try (Connection jdbc = orders.client().getConnection()) {
        PGCopyInputStream rows =
            new PGCopyInputStream(
                jdbc.unwrap(PGConnection.class),
                "COPY (SELECT * FROM generate_series(1, 100000)) TO STDOUT");
        assertThat(rows.read()).isPositive();
      }
      int one = orders.execute(READ, jdbc -> number(jdbc, "SELECT 1"));
      assertThat(one).isEqualTo(1);
    }
  }

  /** pgjdbc/pgjdbc 3957. */
  @Test
  void aNetworkThatIsLostDuringACopyOfTheDriversOwnHoldsNobodyUp() throws Exception {
    PostgresServer server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS reported");
    server.asSuperuser("CREATE TABLE reported (id INT)");
    server.asSuperuser("GRANT ALL ON reported TO app");
    try (FaultProxy proxy = FaultProxy.to("localhost", server.port())) {
      SqlConnection orders = use(SqlFixture.of(SqlFixture.app(proxy.port(), 1)));
      Throwable lost =
          catchThrowable(
              () ->
                  orders.run(
                      WRITE.deadline(Duration.ofSeconds(5)),
                      jdbc -> {
                        try (PGCopyOutputStream rows =
                            new PGCopyOutputStream(
                                jdbc.unwrap(PGConnection.class), "COPY reported FROM STDIN")) {
                          rows.write("1\n".getBytes(StandardCharsets.UTF_8));
                          rows.flush();
                          proxy.reset();
                          for (int i = 0; i < 100_000; i++) {
                            rows.write("2\n".getBytes(StandardCharsets.UTF_8));
                          }
                        }
                      }));
      assertThat(lost).isInstanceOf(Exception.class);
      int one = orders.execute(READ, jdbc -> number(jdbc, "SELECT 1"));
      assertThat(one).isEqualTo(1);
      assertThat(Objects.requireNonNull(orders.snapshot().pool()).active()).isZero();
    }
    server.asSuperuser("DROP TABLE reported");
  }
}
