package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is stopped with SIGSTOP: its sockets are open, and nothing answers. */
@Timeout(120)
class FrozenServerTest {

  private static final Operation READ = Operation.read("read");

  private PostgresServer server;
  private @Nullable SqlFixture fixture;
  private final List<ProcessHandle> frozen = new ArrayList<>();
  private final ExecutorService threads = TestThreads.pool();

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "SIGSTOP needs a POSIX system");
    server = PostgresServer.started();
  }

  @AfterEach
  void stop() throws Exception {
    threads.shutdownNow();
    signal("CONT");
    if (fixture != null) {
      fixture.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private void freeze() throws Exception {
    int postmaster = Integer.parseInt(server.postmasterPid());
    ProcessHandle.of(postmaster)
        .ifPresent(
            process -> {
              frozen.add(process);
              process.descendants().forEach(frozen::add);
            });
    assertThat(frozen).isNotEmpty();
    signal("STOP");
  }

  private void signal(String name) throws Exception {
    for (ProcessHandle process : frozen) {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }
  }

  /** Source: S7; seven of the first eight failures were called permanent. */
  @Test
  void nothingIsPermanentAndTheLimitIsNamed() throws Exception {
    fixture =
        SqlFixture.of(
            SqlFixture.app(server.port(), 2),
            "timeouts.acquire",
            "1s",
            "timeouts.connect",
            "1s",
            "timeouts.total",
            "4s",
            "timeouts.attempt",
            "2s");
    SqlConnection orders = fixture.connection();
    orders.run(READ, jdbc -> number(jdbc, "SELECT 1"));
    freeze();
    boolean limitNamed = false;
    for (int call = 0; call < 6; call++) {
      long begun = System.nanoTime();
      Throwable thrown = catchThrowable(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1")));
      assertThat(thrown)
          .isInstanceOf(ConnectionException.class)
          .isNotInstanceOf(PermanentConnectionException.class);
      StringWriter everything = new StringWriter();
      thrown.printStackTrace(new PrintWriter(everything));
      assertThat(everything.toString())
          .doesNotContain("Please report")
          .doesNotContain("Something unusual")
          .doesNotContain("used after it was closed");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
      limitNamed |=
          thrown instanceof DeadlineExceededException
              || everything.toString().contains("timeouts.");
    }
    assertThat(limitNamed).isTrue();
    for (int call = 0; call < 3; call++) {
      Throwable thrown =
          catchThrowable(
              () -> {
                try (Connection jdbc = orders.client().getConnection()) {
                  jdbc.isValid(1);
                }
              });
      if (thrown != null) {
        assertThat(thrown.getMessage()).doesNotContain("[permanent]", "Please report");
      }
    }

    signal("CONT");
    Await.until(
        "the connection to work again",
        () -> {
          try {
            return orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT 42")) == 42;
          } catch (ConnectionException notYet) {
            return false;
          }
        });
  }

  /**
   * Seen in operation: with {@code Statement.cancel()} each caller was a second late, since pgjdbc
   * holds a lock while it waits for the server to take the cancel request.
   */
  @Tag("situation")
  @Test
  void aCallerDoesNotWaitForTheCancelRequestThatAFrozenServerDoesNotTake() throws Exception {
    fixture =
        SqlFixture.of(
            SqlFixture.app(server.port(), 2),
            "timeouts.attempt",
            "2s",
            "timeouts.total",
            "2s",
            "retry.maxAttempts",
            "1");
    SqlConnection orders = fixture.connection();
    orders.run(READ, jdbc -> number(jdbc, "SELECT 1"));
    AtomicLong begun = new AtomicLong();
    Future<Throwable> call =
        threads.submit(
            () -> {
              begun.set(System.nanoTime());
              return catchThrowable(
                  () -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1 FROM pg_sleep(30)")));
            });
    Await.until(
        "the statement to run",
        () ->
            server.sessions(orders.name(), "query LIKE '%pg_sleep(30)%' AND state = 'active'")
                == 1);
    freeze();

    assertThat(call.get()).isInstanceOf(ConnectionException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun.get()))
        .isLessThan(Duration.ofMillis(2_700));
    assertThat(orders.snapshot().operations().leaksSuspected()).isZero();
  }

  @Tag("situation")
  @Test
  void openingAFrozenServerIsTransientAndNamesTheConnectTimeout() throws Exception {
    freeze();
    fixture = SqlFixture.of(SqlFixture.app(server.port(), 2), "timeouts.connect", "500ms");
    SqlConnection orders = fixture.connection();

    Throwable thrown = catchThrowable(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1")));

    assertThat(thrown)
        .isInstanceOf(ConnectionException.class)
        .isNotInstanceOf(PermanentConnectionException.class);
    StringWriter everything = new StringWriter();
    thrown.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString()).contains("timeouts.connect").doesNotContain("Please report");
  }
}
