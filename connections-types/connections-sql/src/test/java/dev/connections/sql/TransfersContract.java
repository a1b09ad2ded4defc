package dev.connections.sql;

import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.CloseReport;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Transfers between accounts in the manner of TPC-B, by 64 threads, while the way to the server is
 * cut again and again. A run lasts 10 s; {@code -Dtransfers.seconds=60} makes it longer.
 */
@Tag("situation")
@Timeout(300)
abstract class TransfersContract {

  private static final int THREADS = 64;
  private static final int ACCOUNTS = 200;
  private static final Operation TRANSFER =
      Operation.nonIdempotent("transfer").deadline(Duration.ofSeconds(10));
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("transfers.seconds", 10));

  private final ExecutorService threads = TestThreads.pool();
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Set<String> untyped = ConcurrentHashMap.newKeySet();

  /** The port of the server, which has the tables {@code account} and {@code history}, empty. */
  abstract int server() throws Exception;

  /** A connection with a pool of 16 to the server behind a port. */
  abstract SqlFixture open(int port);

  /** One that is not cut. */
  abstract Connection observer() throws SQLException;

  /** How many sessions the connection has on the server. */
  abstract int sessions() throws Exception;

  @Test
  void noMoneyIsLostAndNoTransferDoubledWhileConnectionsAreCut() throws Exception {
    int port = server();
    try (Connection observer = observer()) {
      for (int account = 0; account < ACCOUNTS; account++) {
        update(observer, "INSERT INTO account VALUES (" + account + ", 1000)");
      }
      CloseReport.Entry closed;
      try (FaultProxy proxy = FaultProxy.to("localhost", port);
          SqlFixture fixture = open(proxy.port())) {
        fixture.connection().connect();
        transfer(fixture.connection(), proxy);
        Await.until("all to be given back", () -> isAtRest(fixture.connection()));
        closed = fixture.close(Duration.ofSeconds(10));
      }

      assertThat(closed.ending()).isEqualTo(CloseReport.Ending.DRAINED);
      Await.until("the end of all sessions", () -> sessions() == 0);
      assertThat(untyped).isEmpty();
      assertThat(wrong(observer)).isEmpty();
      assertThat(number(observer, "SELECT SUM(balance) FROM account")).isEqualTo(1000L * ACCOUNTS);
      assertThat(outcomes).containsValues(Outcome.APPLIED);
    } finally {
      threads.shutdownNow();
    }
  }

  private void transfer(SqlConnection connection, FaultProxy proxy) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    List<Future<?>> tellers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tellers.add(threads.submit(() -> transferUntil(stop, connection)));
    }
    Random random = new Random();
    long end = System.nanoTime() + LENGTH.toNanos();
    while (System.nanoTime() - end < 0) {
      Await.pass(Duration.ofMillis(100 + random.nextInt(400)));
      if (random.nextBoolean()) {
        proxy.cut();
      } else {
        proxy.reset();
      }
    }
    stop.set(true);
    for (Future<?> teller : tellers) {
      teller.get(60, TimeUnit.SECONDS);
    }
  }

  private void transferUntil(AtomicBoolean stop, SqlConnection connection) {
    while (!stop.get()) {
      long id = lastId.incrementAndGet();
      try {
        connection.runInTransaction(TRANSFER, jdbc -> move(jdbc, id));
        outcomes.put(id, Outcome.APPLIED);
      } catch (ConnectionException failure) {
        outcomes.put(id, failure.diagnosis().outcome());
      } catch (RuntimeException failure) {
        untyped.add(failure.toString());
      }
    }
  }

  private static void move(Connection jdbc, long id) throws SQLException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int amount = random.nextInt(1, 100);
    int from = random.nextInt(ACCOUNTS);
    int to = random.nextInt(ACCOUNTS);
    update(jdbc, "UPDATE account SET balance = balance - " + amount + " WHERE id = " + from);
    update(jdbc, "UPDATE account SET balance = balance + " + amount + " WHERE id = " + to);
    update(jdbc, "INSERT INTO history VALUES (" + id + ", " + amount + ")");
  }

  /** What the server has otherwise than a caller was told. */
  private List<String> wrong(Connection observer) throws SQLException {
    Map<Long, Integer> rows = new HashMap<>();
    try (Statement statement = observer.createStatement();
        ResultSet found = statement.executeQuery("SELECT id, COUNT(*) FROM history GROUP BY id")) {
      while (found.next()) {
        rows.put(found.getLong(1), found.getInt(2));
      }
    }
    List<String> wrong = new ArrayList<>();
    outcomes.forEach(
        (id, outcome) -> {
          int times = rows.getOrDefault(id, 0);
          boolean right =
              switch (outcome) {
                case APPLIED -> times == 1;
                case NOT_SENT, NOT_APPLIED -> times == 0;
                case UNKNOWN -> times <= 1;
              };
          if (!right) {
            wrong.add("transfer " + id + ", " + outcome + ", was done " + times + " times");
          }
        });
    return wrong;
  }

  private static long number(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean isAtRest(SqlConnection connection) {
    return connection.snapshot().operations().inFlight() == 0
        && connection.snapshot().holders().isEmpty()
        && Objects.requireNonNull(connection.snapshot().pool()).active() == 0;
  }
}
