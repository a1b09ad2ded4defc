package dev.connections.sql.sqlite;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.HealthStatus;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that is moved away, deleted or replaced while it is used without a pause. */
@Timeout(60)
class SqliteMovedFileTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final String INSERT = "INSERT INTO item (name) VALUES ('a')";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private SqlFixture fixture;

  @BeforeEach
  void open() throws SQLException {
    make(file());
    open(SqlPoolSettings.ofSize(3));
  }

  private void open(SqlPoolSettings pool) {
    fixture =
        SqlFixture.of(
            new SqliteConfiguration(
                "jdbc:sqlite:" + file(), pool, false, false, true, true, Map.of()));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Path file() {
    return folder.resolve("orders.db");
  }

  private Path away() {
    return folder.resolve("orders.db.away");
  }

  private static void make(Path file) throws SQLException {
    try (Connection made = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      update(made, "PRAGMA journal_mode = WAL");
      update(made, "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)");
    }
  }

  private SqlConnection orders() {
    return fixture.connection();
  }

  private void insert() {
    orders().run(WRITE, jdbc -> update(jdbc, INSERT));
  }

  private static int rows(Path file) throws SQLException {
    try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      return number(jdbc, "SELECT COUNT(*) FROM item");
    }
  }

  /** With what is still in its log. */
  private void moveAway() throws IOException {
    for (String part : new String[] {"", "-wal", "-shm"}) {
      Path one = Path.of(file() + part);
      if (Files.exists(one)) {
        Files.move(one, Path.of(away() + part));
      }
    }
  }

  private HealthStatus health() {
    return orders().snapshot().health().status();
  }

  @Test
  void aFileThatWasMovedAwayIsNotWrittenAnyMoreAndTheConnectionIsDown() throws Exception {
    insert();
    moveAway();

    PermanentConnectionException failure =
        catchThrowableOfType(PermanentConnectionException.class, this::insert);

    assertThat(failure).hasMessageContaining("The database file does not exist: " + file());
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(LogFile.read())
        .contains("The database file was moved, deleted or replaced while it was open: " + file());
    Await.until(() -> health() == HealthStatus.DOWN);
    assertThat(rows(away())).isEqualTo(1);
  }

  @Test
  void aFileThatTookItsPlaceGetsTheNextWriteFromEverySession() throws Exception {
    try (var threads = new Aside()) {
      threads.all(3, this::insert);
    }
    moveAway();
    make(file());

    for (int i = 0; i < 6; i++) {
      insert();
    }

    assertThat(rows(away())).isEqualTo(3);
    assertThat(rows(file())).isEqualTo(6);
  }

  @Test
  void aTransactionThatWasOpenThenIsNotCommitted() throws Exception {
    ConnectionException failure =
        catchThrowableOfType(
            ConnectionException.class,
            () ->
                orders()
                    .runInTransaction(
                        WRITE,
                        jdbc -> {
                          update(jdbc, INSERT);
                          moveAway();
                          make(file());
                        }));

    assertThat(failure)
        .isInstanceOf(TransientConnectionException.class)
        .hasMessageContaining("moved, deleted or replaced while it was open: " + file());
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    insert();
    assertThat(rows(away())).isZero();
    assertThat(rows(file())).isEqualTo(1);
  }

  @Test
  void aSessionThatIsHeldForLongWritesNoMoreEither() throws Exception {
    Throwable failure =
        catchThrowable(
            () ->
                orders()
                    .run(
                        WRITE,
                        jdbc -> {
                          update(jdbc, INSERT);
                          moveAway();
                          update(jdbc, INSERT);
                        }));

    assertThat(failure).hasMessageContaining("moved, deleted or replaced while it was open");
    assertThat(rows(away())).isEqualTo(1);
  }

  /** As a file is that was replaced, but not the -wal file next to it. */
  @Test
  void aSchemaThatCannotBeReadIsADamagedFileToProbesToo() throws Exception {
    insert();
    fixture.close();
    try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
      bytes.seek(100); // behind the header, which stays
      bytes.write(new byte[200]);
    }
    open(SqlPoolSettings.ofSize(3));

    assertThat(catchThrowable(this::insert)).hasMessageContaining("The file is damaged");
    Await.until(() -> health() == HealthStatus.DOWN);
    assertThat(orders().snapshot().health().toString()).contains("SQLITE_CORRUPT");
  }
}
