package dev.connections.sql.sqlite;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.failure.Outcome;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.TestThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that another process writes as well. */
@Timeout(60)
class SqliteOtherProcessTest {

  private static final Operation READ = Operation.read("read");
  private static final Operation WRITE =
      Operation.nonIdempotent("write").deadline(Duration.ofSeconds(30));

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private SqlFixture fixture;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Process other;

  private final ExecutorService threads = TestThreads.pool();

  private void open(String acquire) {
    fixture =
        SqlFixture.of(
            new SqliteConfiguration(
                url(), SqlPoolSettings.ofSize(3), false, true, true, true, Map.of()),
            "timeouts.acquire",
            acquire);
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("orders.db");
  }

  private SqlConnection orders() {
    return fixture.connection();
  }

  @BeforeEach
  void lockFromAnotherProcess() throws IOException {
    open("300ms");
    orders().run(WRITE, jdbc -> update(jdbc, "CREATE TABLE item (id INTEGER PRIMARY KEY)"));
    other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockProgram.class.getName(),
                url(),
                "INSERT INTO item VALUES (100)")
            .redirectErrorStream(true)
            .start();
    BufferedReader output = other.inputReader();
    String line = output.readLine();
    while (line != null && !line.equals(LockProgram.LOCKED)) {
      line = output.readLine();
    }
    assertThat(line).isEqualTo(LockProgram.LOCKED);
  }

  @AfterEach
  void close() throws InterruptedException {
    threads.shutdownNow();
    fixture.close();
    other.destroyForcibly().waitFor();
  }

  private int insert() {
    return orders().execute(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1)"));
  }

  private int count() {
    return orders().execute(READ, jdbc -> number(jdbc, "SELECT COUNT(*) FROM item"));
  }

  @Test
  void aWriteIsRejectedAfterTheWaitAndReadsGoOn() {
    TransientConnectionException failure =
        catchThrowableOfType(TransientConnectionException.class, this::insert);

    assertThat(failure)
        .hasMessageContaining("The database is locked by another connection or process");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(count()).isZero();
  }

  @Test
  void aWriteWaitsUntilTheOtherProcessIsDoneWithTheLock() throws Exception {
    fixture.close();
    open("20s");
    Future<Integer> write = threads.submit(this::insert);
    assertThat(count()).isZero();

    other.destroyForcibly().waitFor();

    assertThat(write.get()).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void whatAKilledProcessHadNotCommittedIsGone() throws Exception {
    other.destroyForcibly().waitFor();

    assertThat(insert()).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }
}
