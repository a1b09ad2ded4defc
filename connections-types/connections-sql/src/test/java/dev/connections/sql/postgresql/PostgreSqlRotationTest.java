package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.ReloadReport;
import dev.connections.ReloadReport.Outcome;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A password that is changed while it is in use, by the server and in its file. */
@Tag("situation")
@Timeout(120)
class PostgreSqlRotationTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final int THREADS = 8;

  @TempDir Path folder;

  private final ExecutorService threads = TestThreads.pool();
  private PostgresServer server;
  private ConnectionProvider provider;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("CREATE ROLE rotated LOGIN PASSWORD 'first-password'");
    server.asSuperuser("CREATE TABLE rotation (id SERIAL PRIMARY KEY, note TEXT)");
    server.asSuperuser("GRANT ALL ON rotation, rotation_id_seq TO rotated");
    writePassword("first-password");
    configure(THREADS + 1);
    provider =
        Connections.builder()
            .configuration(ConnectionsConfiguration.of(folder.resolve("connections.yaml")))
            .types(SqlConnectionTypes.source())
            .open();
    orders = provider.get("orders-db", SqlConnection.class);
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    if (provider != null) {
      provider.close(Duration.ofSeconds(5));
    }
    if (server != null) {
      server.asSuperuser("DROP TABLE IF EXISTS rotation");
      server.asSuperuser("DROP ROLE IF EXISTS rotated");
    }
  }

  private void configure(int poolSize) throws IOException {
    write(
        "connections.yaml",
        """
        connections:
          orders-db:
            type: PostgreSql
            url: %s
            username: rotated
            password: ${file:%s}
            applicationName: rotation
            pool: { maxSize: %d }
            timeouts: { drain: 30s }
        """
            .formatted(server.url(), folder.resolve("password"), poolSize));
  }

  private void writePassword(String password) throws IOException {
    write("password", password + "\n");
  }

  private void write(String name, String text) throws IOException {
    Path next = Files.writeString(folder.resolve(name + ".next"), text);
    Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void rotate(String password) throws Exception {
    server.asSuperuser("ALTER ROLE rotated PASSWORD '" + password + "'");
    writePassword(password);
  }

  private int sessionsBefore(String moment) throws Exception {
    return server.sessions("rotation", "backend_start < '" + moment + "'");
  }

  private String moment() throws Exception {
    return server.ask("SELECT clock_timestamp()");
  }

  private List<Outcome> outcomes(ReloadReport report) {
    return report.connections().stream().map(ReloadReport.Entry::outcome).toList();
  }

  @Test
  void underLoadARotatedPasswordFailsNothingAndTheOldSessionsEnd() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    List<Future<?>> users = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      users.add(
          threads.submit(
              () -> {
                while (!stop.get()) {
                  orders.run(
                      WRITE, jdbc -> update(jdbc, "INSERT INTO rotation (note) VALUES ('load')"));
                  written.incrementAndGet();
                }
                return null;
              }));
    }
    Await.until("load", () -> written.get() > 200);

    for (String password : List.of("second-password", "third-password")) {
      String moment = moment();
      rotate(password);
      ReloadReport report = provider.reload();
      assertThat(outcomes(report)).as(report.toString()).containsExactly(Outcome.REPLACED);
      Await.until("the old sessions have ended", () -> sessionsBefore(moment) == 0);
      int before = written.get();
      Await.until("load goes on", () -> written.get() > before + 200);
    }

    stop.set(true);
    for (Future<?> user : users) {
      user.get(20, TimeUnit.SECONDS); // throws what failed
    }
    assertThat(server.ask("SELECT count(*) FROM rotation"))
        .isEqualTo(String.valueOf(written.get()));
    assertThat(orders.snapshot().operations().failed()).isZero();
    assertThat(orders.snapshot().configurationGeneration()).isEqualTo(2);
  }

  @Test
  void aTransactionThatIsOpenAcrossTheRotationCommits() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch rotated = new CountDownLatch(1);
    String moment = moment();
    Future<?> transaction =
        threads.submit(
            () -> {
              orders.runInTransaction(
                  WRITE,
                  jdbc -> {
                    update(jdbc, "INSERT INTO rotation (note) VALUES ('before')");
                    begun.countDown();
                    if (!rotated.await(20, TimeUnit.SECONDS)) {
                      throw new IllegalStateException("Nobody rotated");
                    }
                    update(jdbc, "INSERT INTO rotation (note) VALUES ('after')");
                  });
              return null;
            });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    String after = moment();

    rotate("second-password");
    assertThat(outcomes(provider.reload())).containsExactly(Outcome.REPLACED);
    assertThat(orders.<Integer>execute(jdbc -> number(jdbc, "SELECT count(*) FROM rotation")))
        .as("the new client works while the old one is in use")
        .isZero();
    assertThat(sessionsBefore(after)).as("the transaction's session").isPositive();
    rotated.countDown();
    transaction.get(20, TimeUnit.SECONDS);

    assertThat(server.ask("SELECT string_agg(note, ' ' ORDER BY id) FROM rotation"))
        .isEqualTo("before after");
    Await.until("the old session has ended", () -> sessionsBefore(after) == 0);
    assertThat(moment).isLessThan(after);
  }

  @Test
  void aFileWithAWrongPasswordKeepsTheSessionsThatWork() throws Exception {
    orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO rotation (note) VALUES ('one')"));
    writePassword("not-the-password");

    ReloadReport report = provider.reload();

    assertThat(outcomes(report)).containsExactly(Outcome.FAILED);
    assertThat(report.toString())
        .contains("[authentication]", "keeping the current one")
        .doesNotContain("not-the-password");
    orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO rotation (note) VALUES ('two')"));
    assertThat(server.ask("SELECT count(*) FROM rotation")).isEqualTo("2");
  }

  @Test
  void aPoolThatIsConfiguredToBeLargerIsLargerAndSaysSo() throws Exception {
    orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO rotation (note) VALUES ('one')"));
    configure(3);

    assertThat(outcomes(provider.reload())).containsExactly(Outcome.REPLACED);
    orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO rotation (note) VALUES ('two')"));
    assertThat(orders.snapshot().pool())
        .isNotNull()
        .extracting(PoolStatistics::maximum)
        .isEqualTo(3);
    assertThat(orders.snapshot().endpoints().get(0).limit()).isEqualTo(3);
  }

  /** HikariCP#1442: the new password met the old user, while both pairs were valid. */
  @Test
  void aUserAndPasswordThatRotateTogetherAreNeverMixed() throws Exception {
    server.asSuperuser("CREATE ROLE rotated_next LOGIN PASSWORD 'next-password'");
    server.asSuperuser("GRANT ALL ON rotation, rotation_id_seq TO rotated_next");
    try {
      for (boolean passwordFirst : new boolean[] {false, true}) {
        provider.close(Duration.ofSeconds(5));
        writePassword("first-password");
        write("user", "rotated\n");
        write(
            "connections.yaml",
            """
            connections:
              orders-db:
                type: PostgreSql
                url: %s
                username: ${file:%s}
                password: ${file:%s}
                applicationName: rotation
                pool: { maxSize: 1 }
            """
                .formatted(server.url(), folder.resolve("user"), folder.resolve("password")));
        provider =
            Connections.builder()
                .configuration(ConnectionsConfiguration.of(folder.resolve("connections.yaml")))
                .types(SqlConnectionTypes.source())
                .open();
        orders = provider.get("orders-db", SqlConnection.class);
        assertThat(userOfANewSession()).isEqualTo("rotated");

        if (passwordFirst) {
          writePassword("next-password"); // half of the pair
          assertThat(provider.get("orders-db", SqlConnection.class)).isSameAs(orders);
          write("user", "rotated_next\n");
        } else {
          write("user", "rotated_next\n");
          assertThat(userOfANewSession()).isEqualTo("rotated");
          writePassword("next-password");
        }
        for (int i = 0; i < 5; i++) {
          assertThat(userOfANewSession()).isEqualTo("rotated");
        }
        assertThat(orders.snapshot().operations().failed()).isZero();

        provider.reload();
        assertThat(userOfANewSession()).isEqualTo("rotated_next");
      }
    } finally {
      provider.close(Duration.ofSeconds(5));
      server.asSuperuser("REVOKE ALL ON rotation, rotation_id_seq FROM rotated_next");
      server.asSuperuser("DROP ROLE rotated_next");
    }
  }

  /** After a statement that cannot be undone, the pool of one has to connect anew. */
  private String userOfANewSession() {
    orders.run(Operation.read("discarded"), jdbc -> number(jdbc, "SELECT 1 FROM setseed(0.5)"));
    return orders.<String>execute(
        Operation.read("user"),
        jdbc -> {
          try (var statement = jdbc.createStatement();
              var rows = statement.executeQuery("SELECT session_user")) {
            rows.next();
            return rows.getString(1);
          }
        });
  }
}
