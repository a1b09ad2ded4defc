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
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that takes no writes for a time. As root no rights forbid that, so its header says that it
 * is of a later format: SQLite opens such a file for reading only, and keeps to that like to
 * missing rights (sqlite.org/fileformat2.html, offset 18).
 */
@Timeout(60)
class SqliteReadOnlyFileTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");

  private static final int WRITE_VERSION_AT = 18;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private SqlFixture fixture;

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("orders.db");
  }

  private void writeVersion(int version) throws IOException {
    try (RandomAccessFile bytes =
        new RandomAccessFile(folder.resolve("orders.db").toFile(), "rw")) {
      bytes.seek(WRITE_VERSION_AT);
      bytes.write(version);
    }
  }

  @BeforeEach
  void openReadOnly() throws SQLException, IOException {
    try (Connection made = DriverManager.getConnection(url())) {
      update(made, "CREATE TABLE item (id INTEGER PRIMARY KEY)");
    }
    writeVersion(3);
    fixture =
        SqlFixture.of(
            new SqliteConfiguration(
                url(), SqlPoolSettings.ofSize(3), false, false, true, false, Map.of()));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private SqlConnection orders() {
    return fixture.connection();
  }

  private void insert() {
    orders().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item DEFAULT VALUES"));
  }

  private int count() {
    return orders().execute(READ, jdbc -> number(jdbc, "SELECT COUNT(*) FROM item"));
  }

  private HealthStatus health() {
    return orders().snapshot().health().status();
  }

  @Test
  void aWriteIsToldWhyTheFileTakesNoneAndTheConnectionIsDegraded() {
    assertThat(count()).isZero();

    ConnectionException failure = catchThrowableOfType(ConnectionException.class, this::insert);

    assertThat(failure)
        .isInstanceOf(TransientConnectionException.class)
        .hasMessageContaining("takes no writes")
        .hasMessageContaining("The database is read-only")
        .hasMessageContaining("Check the rights of the file and its folder")
        .hasMessageNotContaining("READ,");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(health()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(count()).isZero();
  }

  @Test
  void writesWorkAgainInEverySessionOnceTheFileTakesThem() throws Exception {
    Throwable rejected = catchThrowable(this::insert);
    assertThat(rejected).hasMessageContaining("takes no writes");
    long before = discarded();

    writeVersion(1);

    Await.until(() -> catchThrowable(this::insert) == null);
    Await.until(() -> health() == HealthStatus.UP);
    try (var threads = new Aside()) {
      threads.all(6, this::insert);
    }
    assertThat(count()).isEqualTo(7);
    assertThat(before).isPositive();
  }

  private long discarded() {
    return Objects.requireNonNull(orders().snapshot().pool()).discarded();
  }

  /** That is the operation's fault, and says nothing of the file. */
  @Test
  void aReadOperationThatWritesIsToldToBeNone() throws Exception {
    writeVersion(1);
    Throwable failure =
        catchThrowable(
            () -> orders().run(READ, jdbc -> update(jdbc, "INSERT INTO item DEFAULT VALUES")));

    assertThat(failure)
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("If the operation is a READ, use one that is not");
    assertThat(health()).isEqualTo(HealthStatus.UP);
  }
}
