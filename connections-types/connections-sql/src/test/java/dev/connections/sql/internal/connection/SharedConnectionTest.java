package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection that a second thread still uses when the first gives it back. HikariCP#1970: the
 * next borrower got it in the middle of a transaction. pgjdbc#1022: who gave it back waited for the
 * driver's lock, which the other thread held.
 */
@Timeout(120)
class SharedConnectionTest {

  private static final Operation WORK =
      Operation.nonIdempotent("work").deadline(Duration.ofSeconds(20));
  private static final Operation NEXT = Operation.nonIdempotent("next").maxAttempts(1);

  /** Who waits for 30 seconds must notice; a slow machine must not. */
  private static final Duration SOON = Duration.ofSeconds(8);

  /** Where the first thread has the connection from, and what it does meanwhile. */
  enum Way {
    RUN,
    RUN_WITH_TRANSACTION,
    RUN_THAT_FAILS,
    LEASE,
    CLIENT
  }

  /** What the second thread waits in. */
  enum Late {
    EXECUTE,
    PREPARED,
    CURSOR
  }

  private final ExecutorService threads = TestThreads.pool();
  private PostgresServer server;
  private SqlFixture fixture;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS shared_item");
    server.asSuperuser("CREATE TABLE shared_item (id INT)");
    server.asSuperuser("GRANT ALL ON shared_item TO app");
    fixture = SqlFixture.of(SqlFixture.app(server.port(), 1), "timeouts.acquire", "9s");
    orders = fixture.connection();
    orders.run(jdbc -> number(jdbc, "SELECT 1"));
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    if (fixture != null) {
      fixture.close();
    }
    if (server != null) {
      server.asSuperuser("DROP TABLE IF EXISTS shared_item");
    }
  }

  private Future<?> late(Connection jdbc, Late late) throws Exception {
    Future<?> second =
        threads.submit(
            () -> {
              use(jdbc, late);
              return null;
            });
    Await.until(
        "the second thread waits for the server",
        () ->
            server.sessions("orders-db", "state = 'active' AND query LIKE '%" + late + "%'") == 1);
    return second;
  }

  private static void use(Connection jdbc, Late late) throws SQLException {
    switch (late) {
      case EXECUTE -> number(jdbc, "/* EXECUTE */ SELECT 1 FROM pg_sleep(30)");
      case PREPARED -> {
        try (PreparedStatement statement =
            jdbc.prepareStatement("/* PREPARED */ SELECT 1 FROM pg_sleep(30)")) {
          statement.execute();
        }
      }
      case CURSOR -> {
        if (jdbc.getAutoCommit()) {
          jdbc.setAutoCommit(false);
        }
        try (Statement statement = jdbc.createStatement()) {
          statement.setFetchSize(1);
          ResultSet rows =
              statement.executeQuery(
                  "/* CURSOR */ SELECT CASE WHEN i = 2 THEN pg_sleep(30) END FROM generate_series(1, 3) i");
          while (rows.next()) {
            rows.getString(1);
          }
        }
      }
    }
  }

  private void first(Way way, AtomicReference<@Nullable Future<?>> second, Late late)
      throws Exception {
    switch (way) {
      case RUN -> orders.run(WORK, jdbc -> second.set(late(jdbc, late)));
      case RUN_WITH_TRANSACTION ->
          orders.run(
              WORK,
              jdbc -> {
                jdbc.setAutoCommit(false);
                update(jdbc, "INSERT INTO shared_item VALUES (1)");
                second.set(late(jdbc, late));
              });
      case RUN_THAT_FAILS ->
          orders.runInTransaction(
              WORK,
              jdbc -> {
                second.set(late(jdbc, late));
                throw new IllegalArgumentException("the work fails");
              });
      case LEASE -> {
        try (SqlLease lease = orders.lease(WORK)) {
          second.set(late(lease.resource(), late));
        }
      }
      case CLIENT -> {
        try (Connection jdbc = orders.client().getConnection()) {
          second.set(late(jdbc, late));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whoGivesItBackDoesNotWaitForTheOtherThread(Way way) throws Exception {
    for (Late late : Late.values()) {
      AtomicReference<@Nullable Future<?>> second = new AtomicReference<>();
      long begun = System.nanoTime();

      Throwable failure = catchThrowable(() -> first(way, second, late));

      switch (way) {
        case RUN, RUN_WITH_TRANSACTION -> {
          if (way == Way.RUN && late != Late.CURSOR) {
            assertThat(failure).isNull();
          } else {
            assertThat(failure).hasMessageContaining("the work ended with a transaction open");
          }
        }
        case RUN_THAT_FAILS -> assertThat(failure).hasMessageContaining("the work fails");
        default -> assertThat(failure).isNull();
      }
      assertThat(orders.<Integer>execute(NEXT, jdbc -> number(jdbc, "SELECT 42"))).isEqualTo(42);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
      assertThat(catchThrowable(() -> Objects.requireNonNull(second.get()).get()))
          .hasCauseInstanceOf(SQLException.class);
    }
    assertThat(server.ask("SELECT count(*) FROM shared_item")).isEqualTo("0");
    assertThat(Objects.requireNonNull(orders.snapshot().pool()).discarded())
        .isEqualTo(Late.values().length);
    Await.until(
        "the server has ended what was executed",
        () -> server.sessions("orders-db", "query LIKE '%*/ SELECT 1 FROM pg_sleep(30)'") == 0);
    server.asSuperuser(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '/* CURSOR */%'");
  }

  /**
   * Nobody times this: the second thread inserts and rolls back without a pause. Nothing of it may
   * happen in the next borrower's transaction, and its session is as always.
   */
  @Test
  void nothingOfTheSecondThreadReachesTheNextBorrower() throws Exception {
    for (int round = 0; round < 300; round++) {
      CyclicBarrier start = new CyclicBarrier(2);
      CountDownLatch worked = new CountDownLatch(1);
      Connection jdbc = orders.client().getConnection();
      Future<Integer> second = threads.submit(() -> insertsUntilRejected(jdbc, start, worked));
      start.await();
      boolean afterItsFirst = round % 2 == 1;
      if (afterItsFirst) {
        assertThat(worked.await(20, TimeUnit.SECONDS)).isTrue();
      }
      for (int spin = 0; spin < (round % 30) * 500; spin++) {
        Thread.onSpinWait();
      }
      jdbc.close();

      int mine = round;
      orders.runInTransaction(
          NEXT,
          next -> {
            assertThat(next.getAutoCommit()).isFalse();
            assertThat(next.getTransactionIsolation())
                .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            update(next, "INSERT INTO shared_item VALUES (" + (1000 + mine) + ")");
            assertThat(number(next, "SELECT count(*) FROM shared_item WHERE id < 0")).isZero();
          });
      assertThat(second.get()).isGreaterThanOrEqualTo(afterItsFirst ? 1 : 0);
      assertThat(rowsOf(round)).isEqualTo(1);
    }
    assertThat(server.ask("SELECT count(*) FROM shared_item WHERE id < 0")).isEqualTo("0");
  }

  private int rowsOf(int round) {
    return orders.<Integer>execute(
        Operation.read("count"),
        jdbc -> number(jdbc, "SELECT count(*) FROM shared_item WHERE id = " + (1000 + round)));
  }

  /** How many times it could work; it ends because the connection was given back. */
  private static int insertsUntilRejected(
      Connection jdbc, CyclicBarrier start, CountDownLatch worked) throws Exception {
    start.await();
    int done = 0;
    try {
      while (true) {
        jdbc.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        jdbc.setAutoCommit(false);
        update(jdbc, "INSERT INTO shared_item VALUES (-1)");
        jdbc.rollback();
        done++;
        worked.countDown();
      }
    } catch (SQLException rejected) {
      return done;
    }
  }

  /** Source: HikariCP#1299; also r2dbc-pool#92, keksworks/klite#80. */
  @Test
  void aConnectionThatIsClosedTwiceIsLentOnceOnly() throws Exception {
    for (int round = 0; round < 200; round++) {
      Connection jdbc = orders.client().getConnection();
      CyclicBarrier start = new CyclicBarrier(2);
      Future<?> other =
          threads.submit(
              () -> {
                start.await();
                jdbc.close();
                return null;
              });
      start.await();
      jdbc.close();
      Connection next = orders.client().getConnection();
      jdbc.close();
      other.get();

      assertThat(next.isClosed()).isFalse();
      assertThat(number(next, "SELECT 42")).isEqualTo(42);
      assertThat(orders.snapshot().operations().inFlight()).isEqualTo(1);
      next.close();
      assertThat(orders.snapshot().operations().inFlight()).isZero();
    }
    assertThat(Objects.requireNonNull(orders.snapshot().pool()).discarded()).isZero();
  }
}
