package dev.connections.sql.internal.pool;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A cancel request that the server takes up late. It names a session, not a statement, so it hits
 * whatever runs there by then. Sources: pgjdbc#412, pgjdbc#413, HikariCP#477.
 *
 * <p>The server's main process, which takes up such requests, is stopped meanwhile; its sessions go
 * on. The driver gives up waiting after a second.
 */
@Timeout(120)
class CancelRaceTest {

  private static final Operation SLOW = Operation.nonIdempotent("slow").maxAttempts(1);
  private static final Operation NEXT = Operation.nonIdempotent("next").maxAttempts(1);

  /** Where the statement runs that is cancelled. */
  enum Way {
    RUN,
    TRANSACTION,
    LEASE,
    CLIENT
  }

  /** Who asks for it. */
  enum Cancel {
    BY_HAND,
    BY_QUERY_TIMEOUT
  }

  private final ExecutorService threads = TestThreads.pool();
  private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();
  private PostgresServer server;
  private SqlFixture fixture;
  private SqlConnection orders;
  private Connection observer;
  private boolean frozen;

  @BeforeEach
  void open() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "SIGSTOP needs a POSIX system");
    server = PostgresServer.started();
    fixture = SqlFixture.of(SqlFixture.app(server.port(), 1), "timeouts.acquire", "9s");
    orders = fixture.connection();
    observer = server.observer();
    orders.run(jdbc -> number(jdbc, "SELECT 1"));
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    if (frozen) {
      signal("CONT");
    }
    if (fixture != null) {
      fixture.close();
      observer.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private void signal(String name) throws Exception {
    frozen = name.equals("STOP");
    new ProcessBuilder("kill", "-" + name, server.postmasterPid()).start().waitFor();
  }

  private boolean runs(String sql) throws SQLException {
    try (Statement statement = observer.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = 'app' AND state = 'active'"
                    + " AND query = '"
                    + sql
                    + "'")) {
      return rows.next() && rows.getInt(1) == 1;
    }
  }

  private void slow(Connection jdbc, Cancel cancel) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      if (cancel == Cancel.BY_QUERY_TIMEOUT) {
        statement.setQueryTimeout(1);
      }
      running.set(statement);
      statement.execute("SELECT pg_sleep(1.5)");
    }
  }

  private void slow(Way way, Cancel cancel) throws Exception {
    switch (way) {
      case RUN -> orders.run(SLOW, jdbc -> slow(jdbc, cancel));
      case TRANSACTION -> orders.runInTransaction(SLOW, jdbc -> slow(jdbc, cancel));
      case LEASE -> {
        try (SqlLease lease = orders.lease(SLOW)) {
          slow(lease.resource(), cancel);
        }
      }
      case CLIENT -> {
        try (Connection jdbc = orders.client().getConnection()) {
          slow(jdbc, cancel);
        }
      }
    }
  }

  private long discarded() {
    return Objects.requireNonNull(orders.snapshot().pool()).discarded();
  }

  @ParameterizedTest
  @CsvSource({
    "RUN, BY_HAND",
    "TRANSACTION, BY_HAND",
    "LEASE, BY_HAND",
    "CLIENT, BY_HAND",
    "RUN, BY_QUERY_TIMEOUT",
    "CLIENT, BY_QUERY_TIMEOUT"
  })
  void aLateCancelRequestDoesNotHitTheNextBorrower(Way way, Cancel cancel) throws Exception {
    signal("STOP");
    Future<?> first =
        threads.submit(
            () -> {
              slow(way, cancel);
              return null;
            });
    Await.until("the statement runs", () -> runs("SELECT pg_sleep(1.5)"));
    if (cancel == Cancel.BY_HAND) {
      Objects.requireNonNull(running.get()).cancel();
    }
    first.get(); // the request was not heard, so the statement has succeeded

    Future<?> next =
        threads.submit(() -> orders.run(NEXT, jdbc -> number(jdbc, "SELECT 1 FROM pg_sleep(1.2)")));
    Await.until(
        "the next one runs, or waits for another session",
        () -> runs("SELECT 1 FROM pg_sleep(1.2)") || discarded() == 1);
    signal("CONT");

    next.get();
    assertThat(discarded()).isEqualTo(1);
  }

  /** A request that has hit its statement is no danger any more: it costs no session. */
  @Test
  void aStatementThatWasCancelledInTimeKeepsItsSession() throws Exception {
    Future<?> first =
        threads.submit(
            () -> {
              slow(Way.CLIENT, Cancel.BY_HAND);
              return null;
            });
    Await.until("the statement runs", () -> runs("SELECT pg_sleep(1.5)"));
    Objects.requireNonNull(running.get()).cancel();

    assertThat(first)
        .failsWithin(java.time.Duration.ofSeconds(9))
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageContaining("canceling statement");
    orders.run(NEXT, jdbc -> number(jdbc, "SELECT 1"));
    assertThat(discarded()).isZero();
  }

  @Test
  void aQueryTimeoutThatIsNotReachedCostsNoSession() {
    orders.run(
        NEXT,
        jdbc -> {
          try (Statement statement = jdbc.createStatement()) {
            statement.setQueryTimeout(5);
            statement.execute("SELECT pg_sleep(0.1)");
          }
        });
    assertThat(discarded()).isZero();
  }
}
