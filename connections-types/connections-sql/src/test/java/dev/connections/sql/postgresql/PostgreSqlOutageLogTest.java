package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.sql.SqlLease;
import dev.connections.sql.fixture.LogFile;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator reads while the database is frozen, killed, away, full or does not let us in:
 * the whole log of the connection from INFO on, line by line. Reports of such outages in which the
 * log did not help: HikariCP#1556, pgjdbc#3189, HikariCP#1442.
 */
@Timeout(180)
class PostgreSqlOutageLogTest {

  /** Every line of ours, by its beginning; docs/logs.md has the same. */
  private static final String LINE =
      "outage-db: (UP|DOWN|DEGRADED|circuit (OPEN|CLOSED)|opened in|opening failed|call (failed|rejected): \\["
          + "|\\d+ calls? failed or rejected since|possible leak).*";

  private static final Operation READ = Operation.read("read-orders");

  @TempDir Path folder;
  private final ExecutorService threads = TestThreads.pool();
  private final AtomicBoolean stop = new AtomicBoolean();

  @SuppressWarnings("NullAway.Init")
  private PostgresServer server;

  private @Nullable ConnectionProvider provider;

  @SuppressWarnings("NullAway.Init")
  private SqlConnection orders;

  private int logged;

  @BeforeEach
  void start() throws Exception {
    server = PostgresServer.started();
    logged = LogFile.read().length();
  }

  @AfterEach
  void end() throws Exception {
    stop.set(true);
    threads.shutdownNow();
    if (provider != null) {
      provider.close(Duration.ofSeconds(2));
    }
    server.close();
  }

  private void open(String... settings) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD + "\n");
    ConnectionsConfiguration text =
        ConnectionsConfiguration.ofText(
            "test.yaml",
            """
            connections:
              outage-db:
                type: PostgreSql
                url: %s
                username: app
                password: ${file:%s}
                pool: { maxSize: 8 }
                timeouts: { connect: 1s, acquire: 500ms, attempt: 1s, total: 2s, health: 1s }
            """
                .formatted(server.url(), password));
    for (int i = 0; i < settings.length; i += 2) {
      text = text.with("connections.outage-db." + settings[i], settings[i + 1]);
    }
    ConnectionProvider opened =
        Connections.builder().configuration(text).types(SqlConnectionTypes.source()).open();
    provider = opened;
    orders = opened.get("outage-db", SqlConnection.class);
  }

  private ConnectionProvider provider() {
    return Objects.requireNonNull(provider);
  }

  /** About a hundred calls a second, as long as they are answered. */
  private void load() {
    for (int user = 0; user < 10; user++) {
      threads.submit(
          () -> {
            while (!stop.get()) {
              call();
              LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
          });
    }
  }

  private void call() {
    try {
      orders.run(
          READ,
          jdbc -> {
            try (var statement = jdbc.createStatement()) {
              statement.execute("SELECT 1");
            }
          });
    } catch (ConnectionException failed) {
      // what is looked at is the log
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : LogFile.read().substring(logged).lines().toList()) {
      int message = line.indexOf("dev.connections.outage-db - ");
      if (message >= 0 && line.matches("\\d+ \\[.*\\] (INFO|WARN|ERROR) .*")) {
        lines.add(line.substring(message + "dev.connections.outage-db - ".length()));
      }
    }
    return lines;
  }

  private void awaitLine(String beginning) throws Exception {
    try {
      Await.until(beginning, () -> lines().stream().anyMatch(line -> line.startsWith(beginning)));
    } catch (AssertionError inVain) {
      throw new AssertionError(inVain.getMessage() + " in " + lines(), inVain);
    }
  }

  /** To the server, which then starts no more processes, and to those that it has. */
  private void signal(String name) throws Exception {
    long postmaster = Long.parseLong(server.postmasterPid());
    kill(name, postmaster);
    List<ProcessHandle> children =
        ProcessHandle.of(postmaster).map(ProcessHandle::descendants).stream()
            .flatMap(each -> each)
            .toList();
    for (ProcessHandle child : children) {
      kill(name, child.pid());
    }
  }

  private static void kill(String name, long process) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process)).start().waitFor();
  }

  private void assertReadable() throws IOException {
    assertThat(lines()).hasSizeLessThanOrEqualTo(12).allMatch(line -> line.matches(LINE));
  }

  private int refusedLogins() throws IOException {
    return server.log().split("FATAL:  password authentication failed for user \"app\"", -1).length
        - 1;
  }

  private static long count(List<String> lines, String beginning) {
    return lines.stream().filter(line -> line.startsWith(beginning)).count();
  }

  @Test
  void aFrozenServerIsDownOnceAndUpOnceInTheLog() throws Exception {
    open();
    load();
    awaitLine("outage-db: UP");

    signal("STOP");
    try {
      awaitLine("outage-db: DOWN: ");
    } finally {
      signal("CONT");
    }
    awaitLine("outage-db: UP again after ");

    assertThat(count(lines(), "outage-db: DOWN")).isEqualTo(1);
    assertThat(count(lines(), "outage-db: UP again")).isEqualTo(1);
    assertThat(lines()).anyMatch(line -> line.matches("outage-db: call .*; next step: .*"));
    assertReadable();
  }

  @Test
  void aKilledServerThatIsStartedAgainIsDownOnceAndUpOnceInTheLog() throws Exception {
    open();
    load();
    awaitLine("outage-db: UP");

    server.asSuperuser("CHECKPOINT"); // or the role is lost with what was not written
    signal("KILL");
    awaitLine("outage-db: DOWN: ");
    server.stop();
    server.start();
    awaitLine("outage-db: UP again after ");

    assertThat(lines())
        .anyMatch(line -> line.startsWith("outage-db: D") && line.contains("connection refused"));
    assertThat(count(lines(), "outage-db: DOWN")).isEqualTo(1);
    assertThat(count(lines(), "outage-db: UP again")).isEqualTo(1);
    assertReadable();
  }

  @Test
  void aStartWhileTheServerIsAwayIsNotReadyUntilItIsThere() throws Exception {
    server.stop();
    open("critical", "true");
    awaitLine("outage-db: DOWN: connection refused");

    assertThat(provider().snapshot().isReady()).isFalse();
    assertThat(provider().snapshot().notReady().get("outage-db")).contains("connection refused");
    assertThat(orders.snapshot().critical()).isTrue();

    server.start();
    awaitLine("outage-db: UP again after ");
    assertThat(provider().snapshot().isReady()).isTrue();
    assertReadable();
  }

  @Test
  void anExhaustedPoolIsDegradedAtOnceWithTheSettingsAndTheHolder() throws Exception {
    open("pool.maxSize", "1", "bulkhead.maxWaiting", "0");
    call();
    awaitLine("outage-db: UP");
    try (SqlLease held = orders.lease(Operation.read("long-report"))) {
      threads.submit(this::call).get();
      awaitLine("outage-db: DEGRADED: pool exhausted");
      awaitLine("outage-db: call rejected: [bulkhead-full]");
      assertThat(lines())
          .anyMatch(
              line ->
                  line.startsWith("outage-db: DEGRADED")
                      && line.contains("long-report")
                      && line.contains("bulkhead.maxWaiting")
                      && line.contains("pool.maxSize")
                      && line.contains("timeouts.acquire"));
    }
    awaitLine("outage-db: UP again after ");
    assertReadable();
  }

  /** T33 (HikariCP#1442): 13 logins with the old password in 3 s; health UP for 20 s. */
  @Test
  void aChangedPasswordIsTriedThreeTimesInFiveSecondsAndIsDownInTheLog() throws Exception {
    open();
    load();
    awaitLine("outage-db: UP");
    server.asSuperuser("ALTER ROLE app PASSWORD 'another'");
    long begun = System.nanoTime();
    server.asSuperuser(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'");
    awaitLine("outage-db: DOWN: authentication failed");

    assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(10).toNanos());
    Await.until("4 s", () -> System.nanoTime() - begun > Duration.ofSeconds(4).toNanos());
    assertThat(refusedLogins()).isBetween(1, LoginGate.LOGINS);
    assertReadable();

    Files.writeString(folder.resolve("password"), "another\n");
    provider().reload();
    awaitLine("outage-db: UP again after ");
  }
}
