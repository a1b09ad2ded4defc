package dev.connections.sql.sqlite;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Deadline;
import dev.connections.LeaseAction;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqliteConnectionTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");
  private static final String CANARY = "ada.canary@example.org";

  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";

  private static final String ENDLESS_WRITE =
      "INSERT INTO item (name) SELECT 'n' || i FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
          + " SELECT i + 1 FROM n) SELECT i FROM n)";

  @TempDir private Path folder;

  private @Nullable SqlFixture fixture;
  private @Nullable SqlConnection opened;

  private Path file() {
    return folder.resolve("orders.db");
  }

  private String url() {
    return "jdbc:sqlite:" + file();
  }

  private SqliteConfiguration configuration(boolean readOnly, boolean create) {
    return new SqliteConfiguration(
        url(), SqlPoolSettings.ofSize(3), readOnly, create, true, true, Map.of());
  }

  @BeforeEach
  void makeFile() {
    open(configuration(false, true), "timeouts.acquire", "400ms");
    orders()
        .run(
            WRITE,
            jdbc ->
                update(
                    jdbc,
                    "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, parent"
                        + " INT REFERENCES item, CONSTRAINT item_name CHECK (name <> ''))"));
  }

  private void open(SqliteConfiguration configuration, String... settings) {
    fixture = SqlFixture.of(configuration, settings);
    opened = fixture.connection();
  }

  private SqlConnection orders() {
    return Objects.requireNonNull(opened);
  }

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  private int count() {
    return asked(READ, "SELECT COUNT(*) FROM item");
  }

  private int asked(Operation operation, String sql) {
    return orders().execute(operation, jdbc -> number(jdbc, sql));
  }

  private static ConnectionException failure(@Nullable Throwable thrown) {
    assertThat(thrown).isInstanceOf(ConnectionException.class);
    return (ConnectionException) Objects.requireNonNull(thrown);
  }

  private ConnectionException failure(LeaseAction<Connection> work) {
    return failure(catchThrowable(() -> orders().run(WRITE, work)));
  }

  @Test
  void theServerIsDescribed() {
    assertThat(asked(READ, "PRAGMA foreign_keys")).isEqualTo(1);
    assertThat(orders().snapshot().toString()).contains("SQLite", "journalMode=wal", url());
  }

  @Test
  void aFileThatDoesNotExistIsAnErrorAndIsNotMade() {
    close();
    Path missing = folder.resolve("oders.db");
    open(SqliteConfiguration.of("jdbc:sqlite:" + missing));

    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(this::count)
        .withMessageContaining("The database file does not exist: " + missing)
        .withMessageContaining("create: true");
    assertThat(missing).doesNotExist();
  }

  @Test
  void aFolderThatDoesNotExistIsNotMade() {
    close();
    open(
        new SqliteConfiguration(
            "jdbc:sqlite:" + folder.resolve("no/orders.db"),
            SqlPoolSettings.DEFAULT,
            false,
            true,
            true,
            true,
            Map.of()));

    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(this::count)
        .withMessageContaining("The folder of the database file does not exist: ");
  }

  @Test
  void aFileThatIsNoDatabaseIsAnError() throws IOException {
    close();
    Files.writeString(folder.resolve("text.db"), "this is a text and no database. ".repeat(100));
    open(SqliteConfiguration.of("jdbc:sqlite:" + folder.resolve("text.db")));

    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(this::count)
        .withMessageContaining("The file is no database")
        .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT));
  }

  @Test
  void aReadOperationCannotWrite() {
    ConnectionException failure =
        failure(
            catchThrowable(
                () ->
                    orders()
                        .run(
                            READ, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"))));

    assertThat(failure).hasMessageContaining("The database is read-only");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(
            failure(
                catchThrowable(
                    () -> orders().run(READ, jdbc -> update(jdbc, "PRAGMA query_only = 0")))))
        .hasMessageContaining("PRAGMA query_only is not allowed");
    assertThat(count()).isZero();
    orders().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"));
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aReadOnlyFileCannotBeWritten() {
    close();
    open(configuration(true, false));

    assertThat(failure(jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)")))
        .hasMessageContaining("The database is read-only");
    assertThat(count()).isZero();
  }

  @Test
  void readersDoNotWaitForTheWriter() {
    orders()
        .runInTransaction(
            WRITE,
            jdbc -> {
              update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)");
              try (var threads = new Aside()) {
                assertThat(threads.get(this::count)).isZero();
              }
            });
    assertThat(count()).isEqualTo(1);
  }

  /** The lock is not taken before the first statement, and not kept after the last. */
  @Test
  void aTransactionThatIsOverLocksNothing() throws Exception {
    orders()
        .run(
            WRITE,
            jdbc -> {
              jdbc.setAutoCommit(false);
              try (Connection other = DriverManager.getConnection(url())) {
                update(other, "INSERT INTO item VALUES (1, 'a', NULL)");
                update(jdbc, "INSERT INTO item VALUES (2, 'b', NULL)");
                jdbc.commit();
                update(other, "INSERT INTO item VALUES (3, 'c', NULL)");
                update(jdbc, "INSERT INTO item VALUES (4, 'd', NULL)");
                jdbc.rollback();
                update(other, "INSERT INTO item VALUES (5, 'e', NULL)");
              }
            });
    assertThat(count()).isEqualTo(4);
  }

  /** Measured with sqlite-jdbc 3.54.1.0: deferred, most of these fail as busy at once. */
  @Test
  void transactionsThatReadFirstAndThenWriteWaitForEachOther() throws Exception {
    orders().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, '0', NULL)"));
    AtomicInteger failed = new AtomicInteger();
    close();
    open(configuration(false, false), "timeouts.acquire", "20s");
    try (var threads = new Aside()) {
      threads.all(
          4,
          () -> {
            for (int i = 0; i < 25; i++) {
              try {
                orders()
                    .runInTransaction(
                        WRITE,
                        jdbc -> {
                          int seen = number(jdbc, "SELECT CAST(name AS INT) FROM item");
                          update(jdbc, "UPDATE item SET name = '" + (seen + 1) + "'");
                        });
              } catch (ConnectionException failure) {
                failed.incrementAndGet();
              }
            }
          });
    }

    assertThat(failed).hasValue(0);
    assertThat(asked(READ, "SELECT CAST(name AS INT) FROM item")).isEqualTo(100);
  }

  @Test
  void aLockOfAnotherConnectionIsTransientAndNothingIsApplied() throws Exception {
    try (Connection other = DriverManager.getConnection(url())) {
      update(other, "BEGIN IMMEDIATE");

      ConnectionException failure =
          failure(jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"));
      assertThat(failure)
          .isInstanceOf(TransientConnectionException.class)
          .hasMessageContaining("The database is locked by another connection or process");
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(failure.detail(SqlError.class).orElseThrow().problem())
          .isEqualTo(SqlProblem.LOCK_TIMEOUT);
      assertThat(
              failure(
                      catchThrowable(
                          () ->
                              orders()
                                  .runInTransaction(
                                      WRITE,
                                      jdbc ->
                                          update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"))))
                  .outcome())
          .isEqualTo(Outcome.NOT_APPLIED);
      update(other, "ROLLBACK");
    }
    orders().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"));
    assertThat(count()).isEqualTo(1);
  }

  /** The wait would be 20 s long. */
  @Test
  void theDeadlineEndsTheWaitForALock() throws Exception {
    close();
    open(configuration(false, false), "timeouts.acquire", "20s");
    try (Connection other = DriverManager.getConnection(url())) {
      update(other, "BEGIN IMMEDIATE");
      Operation hurried = WRITE.deadline(Duration.ofMillis(300));

      ConnectionException failure =
          failure(
              catchThrowable(
                  () ->
                      orders()
                          .run(
                              hurried,
                              jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"))));
      assertThat(failure)
          .isInstanceOf(TransientConnectionException.class)
          .hasMessageContaining("The database is locked by another connection or process")
          .hasMessageContaining("and the deadline");
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(failure.detail(SqlError.class).orElseThrow().problem())
          .isEqualTo(SqlProblem.LOCK_TIMEOUT);
      update(other, "ROLLBACK");
    }
    assertThat(count()).isZero();
  }

  /** The session that a call with a deadline has used may be lent for longer. */
  @Test
  void aLeaseWaitsForALockAfterTheDeadlineOfAnEarlierCall() throws Exception {
    close();
    open(
        new SqliteConfiguration(
            url(), SqlPoolSettings.ofSize(1), false, false, true, true, Map.of()),
        "timeouts.acquire",
        "20s");
    Operation hurried = WRITE.deadline(Duration.ofMillis(100));
    orders().run(hurried, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"));
    try (Connection other = DriverManager.getConnection(url());
        var threads = new Aside();
        SqlLease lease = orders().lease(WRITE)) {
      update(other, "BEGIN IMMEDIATE");
      threads.start(
          () -> {
            Await.pass(Duration.ofMillis(150)); // it would give up within 100
            update(other, "ROLLBACK");
          });
      update(lease.resource(), "INSERT INTO item VALUES (2, 'b', NULL)");
    }
    assertThat(count()).isEqualTo(2);
  }

  /** The driver's own text, without a result code. */
  @Test
  void aColumnThatARowDoesNotHaveIsNamed() {
    orders().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"));

    ConnectionException failure =
        failure(
            catchThrowable(
                () -> orders().query(READ, "SELECT name FROM item", row -> row.getString("nme"))));

    assertThat(failure)
        .hasMessageContaining("The driver reported a failure: no such column: 'nme'");
    assertThat(failure.getCause()).hasMessage("no such column: 'nme'");
  }

  @Test
  void aParameterThatIsNotThereIsAnError() {
    assertThat(
            catchThrowable(
                () -> orders().run(WRITE, jdbc -> prepared(jdbc, insert -> insert.setInt(3, 1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The statement has 2 parameters, but number 3 was set");
    assertThat(
            catchThrowable(
                () ->
                    orders()
                        .batch(
                            WRITE,
                            "INSERT INTO item (id, name) VALUES (?, ?)",
                            List.of(1, 2, 3),
                            (insert, id) -> {
                              insert.setInt(1, id);
                              insert.setString(2, "n" + id);
                              if (id == 2) {
                                insert.setInt(3, 7);
                              }
                            })))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(count()).isZero();
  }

  @Test
  void aParameterThatNoOneHasSetIsAnErrorAndNotNull() {
    ConnectionException failure = failure(jdbc -> prepared(jdbc, insert -> insert.setInt(1, 1)));

    assertThat(failure)
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("The statement has 2 parameters, and number 2 was not set");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(count()).isZero();
  }

  @Test
  void theValuesOfParametersStayForTheNextExecution() {
    orders()
        .run(
            WRITE,
            jdbc -> {
              try (PreparedStatement insert =
                  jdbc.prepareStatement("INSERT INTO item (name) VALUES (? || random())")) {
                insert.setString(1, "n");
                insert.executeUpdate();
                insert.executeUpdate();
                insert.addBatch();
                insert.addBatch();
                insert.executeBatch();
              }
            });
    assertThat(count()).isEqualTo(4);
  }

  /** Sets what it is told, and runs. */
  private static void prepared(Connection jdbc, Binder binder) throws SQLException {
    try (PreparedStatement insert =
        jdbc.prepareStatement("INSERT INTO item (id, name) VALUES (?, ?)")) {
      binder.bind(insert);
      insert.executeUpdate();
    }
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  @Test
  void aWrongNumberOfValuesIsRejectedBeforeAnythingIsSent() {
    String insert = "INSERT INTO item (id, name) VALUES (?, ?)";

    for (Object[] values : new Object[][] {{1}, {1, "a", 2}, {}}) {
      assertThat(catchThrowable(() -> orders().update(WRITE, insert, values)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The statement has 2 parameters, but " + values.length + " values");
    }
    assertThat(
            catchThrowable(
                () ->
                    orders().query(READ, "SELECT name FROM item", row -> row.getString(1), "one")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(count()).isZero();
  }

  @Test
  void theDeadlineEndsAStatementAndItsConnectionIsNotLentAgain() {
    Operation hurried = READ.deadline(Duration.ofMillis(300));
    long before = discarded();

    failure(catchThrowable(() -> orders().run(hurried, jdbc -> number(jdbc, ENDLESS))));

    assertThat(count()).isZero();
    assertThat(discarded()).isEqualTo(before + 1);
  }

  private long discarded() {
    return Objects.requireNonNull(orders().snapshot().pool()).discarded();
  }

  /**
   * Measured with sqlite-jdbc 3.54.1.0: SQLite rolls back, and the driver goes on in auto-commit
   * mode.
   */
  @Test
  void aWriteThatWasCanceledFailsItsTransaction() throws Exception {
    Throwable thrown =
        catchThrowable(
            () ->
                orders()
                    .runInTransaction(
                        WRITE,
                        jdbc -> {
                          update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)");
                          try (var threads = new Aside();
                              PreparedStatement endless = jdbc.prepareStatement(ENDLESS_WRITE)) {
                            threads.start(
                                () -> {
                                  while (!endless.isClosed() && !isInterrupted(endless)) {
                                    Thread.onSpinWait();
                                  }
                                });
                            endless.executeUpdate();
                          } catch (SQLException canceled) {
                            assertThat(canceled.getErrorCode()).isEqualTo(SqliteStates.INTERRUPT);
                          }
                          update(jdbc, "INSERT INTO item VALUES (2, 'b', NULL)");
                        }));

    assertThat(failure(thrown).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(thrown).hasMessageContaining("can only be rolled back");
    assertThat(count()).isZero();
  }

  /** Cancels; whether there was time for it to begin shows in the statement. */
  private static boolean isInterrupted(PreparedStatement endless) throws SQLException {
    endless.cancel();
    return false;
  }

  /** INSERT OR ROLLBACK, and RAISE(ROLLBACK) of a trigger, end it as well. */
  @Test
  void aTransactionThatAStatementHasRolledBackIsKnown() {
    Throwable thrown =
        catchThrowable(
            () ->
                orders()
                    .runInTransaction(
                        WRITE,
                        jdbc -> {
                          update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)");
                          Throwable unused =
                              catchThrowable(
                                  () ->
                                      update(
                                          jdbc,
                                          "INSERT OR ROLLBACK INTO item VALUES (2, 'a', NULL)"));
                          update(jdbc, "INSERT INTO item VALUES (3, 'c', NULL)");
                        }));

    assertThat(failure(thrown).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(thrown).hasMessageContaining("can only be rolled back");
    assertThat(count()).isZero();
  }

  /** As on H2, and unlike PostgreSQL. */
  @Test
  void aTransactionGoesOnAfterAnyOtherFailure() {
    orders()
        .runInTransaction(
            WRITE,
            jdbc -> {
              update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)");
              Throwable unused =
                  catchThrowable(() -> update(jdbc, "INSERT INTO item VALUES (2, 'a', NULL)"));
              update(jdbc, "INSERT INTO item VALUES (3, 'c', NULL)");
            });
    assertThat(count()).isEqualTo(2);
  }

  /** The driver throws what a single statement throws, though the entries before it are kept. */
  @Test
  void aBatchThatFailsOutsideOfATransactionIsNotToldAsNotApplied() {
    ConnectionException failure =
        failure(
            jdbc -> {
              try (PreparedStatement insert =
                  jdbc.prepareStatement("INSERT INTO item (name) VALUES (?)")) {
                for (String name : List.of("a", "b", "a")) {
                  insert.setString(1, name);
                  insert.addBatch();
                }
                insert.executeBatch();
              }
            });

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(count()).isEqualTo(2);
    assertThat(
            failure(
                    jdbc ->
                        update(
                            jdbc,
                            "INSERT OR FAIL INTO item SELECT 7, 'f', NULL UNION ALL"
                                + " SELECT 8, 'a', NULL"))
                .outcome())
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void aQueryThatIsNoneHasBeenApplied() {
    ConnectionException failure =
        failure(jdbc -> number(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void sessionStateNeverReachesTheNextUser() {
    orders().run(WRITE, jdbc -> update(jdbc, "PRAGMA foreign_keys = off"));
    orders().run(WRITE, jdbc -> update(jdbc, "CREATE TEMP TABLE scratch (i INT)"));

    for (int i = 0; i < 6; i++) {
      assertThat(asked(WRITE, "PRAGMA foreign_keys")).isEqualTo(1);
      assertThat(failure(jdbc -> number(jdbc, "SELECT COUNT(*) FROM scratch")))
          .hasMessageContaining("no such table: scratch");
    }
  }

  @Test
  void aDatabaseInMemoryIsSharedByItsPoolAndOutlivesItsSessions() throws Exception {
    close();
    open(SqliteConfiguration.of("jdbc:sqlite::memory:"));
    orders().run(WRITE, jdbc -> update(jdbc, "CREATE TABLE item (id INT)"));
    orders().run(WRITE, jdbc -> update(jdbc, "PRAGMA cache_size = -100")); // its session is closed

    try (var threads = new Aside()) {
      threads.all(
          8, () -> orders().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1)")));
    }
    assertThat(count()).isEqualTo(8);
    try (SqlFixture other = SqlFixture.of(SqliteConfiguration.of("jdbc:sqlite::memory:"))) {
      assertThat(
              catchThrowable(
                  () ->
                      other
                          .connection()
                          .execute(READ, jdbc -> number(jdbc, "SELECT COUNT(*) FROM item"))))
          .hasMessageContaining("no such table");
    }
  }

  @Test
  void aFileThatWasDeletedOrReplacedIsNoticed() throws Exception {
    SqliteDialect dialect =
        new SqliteDialect("orders-db", configuration(false, false), Duration.ofSeconds(1));
    Deadline deadline = Deadline.after(Duration.ofSeconds(5), TimeSource.system());
    Path saved = folder.resolve("saved.db");
    try (Connection session = dialect.connect(deadline)) {
      assertThat(session.isValid(1)).isTrue();
      Files.move(file(), saved);
      assertThat(session.isValid(1)).isFalse();
      assertThat(catchThrowable(() -> dialect.connect(deadline)))
          .hasMessageContaining("does not exist");
      Files.copy(saved, file());
      assertThat(session.isValid(1)).isFalse();
    }
  }

  @Test
  void whetherItTakesWritesIsAskedByTakingTheLock() throws Exception {
    Deadline deadline = Deadline.after(Duration.ofSeconds(5), TimeSource.system());
    SqliteDialect writing =
        new SqliteDialect("orders-db", configuration(false, false), Duration.ofSeconds(1));
    SqliteDialect reading =
        new SqliteDialect("orders-db", configuration(true, false), Duration.ofSeconds(1));
    try (Connection writer = writing.connect(deadline);
        Connection reader = reading.connect(deadline);
        Connection other = DriverManager.getConnection(url())) {
      assertThat(writing.takesWrites(writer)).isTrue();
      assertThat(reading.takesWrites(reader)).isFalse();
      update(other, "BEGIN IMMEDIATE");
      assertThat(writing.takesWrites(writer)).isTrue();
    }
  }

  @Test
  void rowsAreReadOneByOne() {
    long read =
        orders().stream(
            READ,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
            row -> row.getLong(1),
            rows -> rows.limit(100_000).count());

    assertThat(read).isEqualTo(100_000);
  }

  @Test
  void errorsAreTyped() {
    orders().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a', NULL)"));

    assertThat(error("INSERT INTO item VALUES (2, 'a', NULL)"))
        .isEqualTo(new SqlError("23505", 2067, null, null, "item", "name"));
    assertThat(error("INSERT INTO item VALUES (1, 'b', NULL)").problem())
        .isEqualTo(SqlProblem.UNIQUE_VIOLATION);
    assertThat(error("INSERT INTO item VALUES (2, NULL, NULL)"))
        .isEqualTo(new SqlError("23502", 1299, null, null, "item", "name"));
    assertThat(error("INSERT INTO item VALUES (2, '', NULL)"))
        .isEqualTo(new SqlError("23514", 275, "item_name", null, null, null));
    assertThat(error("INSERT INTO item VALUES (2, 'b', 77)").problem())
        .isEqualTo(SqlProblem.FOREIGN_KEY_VIOLATION);
    assertThat(error("DELETE FROM nowhere"))
        .isEqualTo(new SqlError("42S02", 1, null, null, "nowhere", null));
    assertThat(error("UPDATE item SET zip = 1"))
        .isEqualTo(new SqlError("42S22", 1, null, null, null, "zip"));
  }

  private SqlError error(String sql) {
    ConnectionException failure = failure(jdbc -> update(jdbc, sql));
    assertThat(failure).isInstanceOf(PermanentConnectionException.class);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    return failure.detail(SqlError.class).orElseThrow();
  }

  @Test
  void noDataOfAStatementIsInMessagesStackTracesAndLogs() throws IOException {
    orders()
        .run(
            WRITE,
            jdbc -> {
              update(jdbc, "INSERT INTO item VALUES (1, '" + CANARY + "', NULL)");
              update(
                  jdbc,
                  "CREATE TRIGGER told BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, '"
                      + CANARY
                      + "'); END");
            });
    for (String sql :
        List.of(
            "INSERT INTO item VALUES (2, '" + CANARY + "', NULL)",
            "INSERT INTO item VALUES (2, = '" + CANARY + "', NULL)",
            "INSERT INTO item VALUES (2, '" + CANARY,
            "INSERT INTO item VALUES ('" + CANARY + "', 'c', NULL)",
            "SELECT ada canary x",
            "DELETE FROM item")) {
      StringWriter everything = new StringWriter();
      ConnectionException failure = failure(jdbc -> update(jdbc, sql));
      failure.printStackTrace(new PrintWriter(everything));
      assertThat(everything + failure.diagnosis().toString()).doesNotContain("canary");
    }
    assertThat(LogFile.read()).doesNotContain("ada.canary");
  }

  @Test
  void anIsolationIsAlwaysTheStrongest() {
    int more =
        orders()
            .inTransaction(
                READ,
                TransactionOptions.readCommitted(),
                jdbc -> {
                  int before = number(jdbc, "SELECT COUNT(*) FROM item");
                  try (Connection other = DriverManager.getConnection(url())) {
                    update(other, "INSERT INTO item VALUES (1, 'a', NULL)");
                  }
                  return number(jdbc, "SELECT COUNT(*) FROM item") - before;
                });
    assertThat(more).isZero();
  }
}
