package dev.connections.sql.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.sql.h2.H2Fixture;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.SqlTarget;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A driver that reacts to less and less. pgjdbc#3163: a caller waited inside the driver for ever,
 * and its connection and permit were lost.
 */
@Tag("situation")
@Timeout(60)
class StuckDriverTest {

  private static final Operation HANGS =
      Operation.read("hangs").deadline(Duration.ofMillis(200)).maxAttempts(1);

  /** 150 ms are promised; a machine that halts for a moment is allowed some more. */
  private static final Duration LATEST = Duration.ofMillis(200 + 400);

  /** What ends the statement {@code HANG}. */
  enum Reacts {
    TO_ABORT,
    TO_INTERRUPT,
    TO_NOTHING
  }

  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = TestThreads.pool();
  private @Nullable SqlFixture fixture;

  private SqlConnection open(Reacts reacts, int size) {
    H2Configuration configuration =
        H2Configuration.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    SqlFixture opened =
        SqlFixture.of(
            context ->
                new DefaultSqlConnection(
                    context,
                    H2Configuration::readOnly,
                    settings ->
                        new SqlTarget(
                            SqlPoolSettings.ofSize(size),
                            stuck(H2Fixture.dialect(configuration), reacts))),
            configuration);
    fixture = opened;
    return opened.connection();
  }

  private SqlDialect stuck(SqlDialect dialect, Reacts reacts) {
    AtomicReference<@Nullable SqlDialect> self = new AtomicReference<>();
    SqlDialect stuck =
        proxy(
            SqlDialect.class,
            dialect,
            (name, call) ->
                switch (name) {
                  case "connect" ->
                      connection((Connection) Objects.requireNonNull(call.run()), reacts);
                  case "settledBy" -> self.get();
                  default -> call.run();
                });
    self.set(stuck);
    return stuck;
  }

  private Connection connection(Connection real, Reacts reacts) {
    CountDownLatch aborted = new CountDownLatch(1);
    return proxy(
        Connection.class,
        real,
        (name, call) -> {
          if (name.equals("abort")) {
            if (reacts == Reacts.TO_ABORT) {
              aborted.countDown();
            } else {
              hang(reacts, released); // MariaDB's abort waits for the query
            }
            return null;
          }
          return name.equals("createStatement")
              ? statement((Statement) Objects.requireNonNull(call.run()), reacts, aborted)
              : call.run();
        });
  }

  private Statement statement(Statement real, Reacts reacts, CountDownLatch aborted) {
    return proxy(
        Statement.class,
        real,
        (name, call) -> {
          if (name.equals("cancel")) {
            return null;
          }
          if (name.equals("execute")) {
            hang(reacts, reacts == Reacts.TO_ABORT ? aborted : released);
            throw new SQLException("The socket was closed", "08006");
          }
          return call.run();
        });
  }

  private static void hang(Reacts reacts, CountDownLatch until) throws SQLException {
    while (true) {
      try {
        until.await();
        return;
      } catch (InterruptedException interrupt) {
        if (reacts == Reacts.TO_INTERRUPT) {
          throw new SQLException("Interrupted while waiting", "99999", interrupt);
        }
      }
    }
  }

  /** A call of the real object. */
  private interface Call {
    @Nullable Object run() throws Throwable;
  }

  private interface Interception {
    @Nullable Object on(String method, Call call) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T real, Interception interception) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                interception.on(
                    method.getName(),
                    () -> {
                      try {
                        return method.invoke(real, arguments);
                      } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                      }
                    })));
  }

  @AfterEach
  void close() {
    released.countDown();
    if (fixture != null) {
      fixture.close();
    }
    threads.shutdownNow();
  }

  private static void hang(Connection jdbc) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.execute("HANG");
    }
  }

  @ParameterizedTest
  @CsvSource({"TO_ABORT, 2", "TO_INTERRUPT, 2", "TO_ABORT, 4", "TO_INTERRUPT, 4"})
  void aCallerHasItsAnswerSoonAfterItsDeadlineIfItsDriverReactsToAnything(Reacts reacts, int size)
      throws Exception {
    SqlConnection orders = open(reacts, size);
    orders.execute(jdbc -> jdbc.isClosed());
    List<Future<?>> others = others(orders, size - 1);

    for (int round = 0; round < 3; round++) {
      long begun = System.nanoTime();
      Throwable failure = catchThrowable(() -> orders.run(HANGS, StuckDriverTest::hang));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LATEST);
      assertThat(failure)
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("200 ms (Operation.deadline)");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
    for (Future<?> other : others) {
      other.get();
    }
    assertThat(orders.snapshot().operations().inFlight()).isZero();
    assertThat(Objects.requireNonNull(orders.snapshot().pool()).active()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2", "4"})
  void aThreadThatReactsToNothingKeepsNeitherPermitNorPoolFromOthers(int size) throws Exception {
    SqlConnection orders = open(Reacts.TO_NOTHING, size);
    orders.execute(jdbc -> jdbc.isClosed());
    List<Future<?>> others = others(orders, size - 1);

    for (int round = 0; round < 2 * size; round++) {
      long begun = System.nanoTime();
      CompletableFuture<?> stuck = orders.runAsync(HANGS, StuckDriverTest::hang);
      Throwable failure = catchThrowable(() -> stuck.get(20, TimeUnit.SECONDS));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LATEST);
      assertThat(failure).hasCauseInstanceOf(ConnectionException.class);
      assertThat(failure.getCause()).isInstanceOf(DeadlineExceededException.class);
    }
    for (Future<?> other : others) {
      other.get();
    }
    assertThat(orders.snapshot().operations().inFlight()).isZero();
    assertThat(Objects.requireNonNull(orders.snapshot().pool()).active()).isZero();
    assertThat(orders.snapshot().operations().leaksSuspected()).isEqualTo(2L * size);
  }

  @Test
  void aSynchronousCallerThatHangsFreesItsPermitAndIsToldOnceItsDriverReturns() throws Exception {
    SqlConnection orders = open(Reacts.TO_NOTHING, 1);
    orders.execute(jdbc -> jdbc.isClosed()); // opening takes longer than the call may
    Future<Throwable> caller =
        threads.submit(
            () -> {
              Throwable failure = catchThrowable(() -> orders.run(HANGS, StuckDriverTest::hang));
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              return failure;
            });

    Await.until("the leak is reported", () -> orders.snapshot().operations().leaksSuspected() == 1);
    assertThat(orders.<Boolean>execute(jdbc -> jdbc.isClosed())).isFalse();
    assertThat(caller.isDone()).isFalse();
    released.countDown();

    assertThat(caller.get()).isInstanceOf(DeadlineExceededException.class);
    assertThat(orders.<Boolean>execute(jdbc -> jdbc.isClosed())).isFalse();
    assertThat(Objects.requireNonNull(orders.snapshot().pool()).total()).isEqualTo(1);
  }

  /** What others do meanwhile: all of it succeeds. */
  private List<Future<?>> others(SqlConnection orders, int count) {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          threads.submit(
              () -> {
                for (int call = 0; call < 200; call++) {
                  assertThat(orders.<Boolean>execute(jdbc -> jdbc.isClosed())).isFalse();
                }
              }));
    }
    return all;
  }
}
