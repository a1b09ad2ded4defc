package dev.connections.sql.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.sql.h2.H2Fixture;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.SqlTarget;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A driver that hangs, and ignores interrupts, in what the pool asks it: MariaDB's {@code isValid}
 * and MySQL's {@code close} wait for a frozen server (S23, S25 of the list of faults). HikariCP
 * tries connections in the borrower's thread, makes all of them in one thread, and closes all in
 * another one.
 */
@Tag("situation")
@Timeout(60)
class HangingPoolDriverTest {

  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static final Operation READ = Operation.read("read").deadline(DEADLINE).maxAttempts(1);

  /** 150 ms are promised; a machine that halts for a moment is allowed some more. */
  private static final Duration LATEST = DEADLINE.plusMillis(400);

  /** HikariCP does not try a connection that was used so shortly before. */
  private static final Duration NOT_TRIED = Duration.ofMillis(500);

  /** Ways to take a connection. */
  enum Way {
    EXECUTE,
    LEASE,
    CLIENT
  }

  private final Set<String> hanging = ConcurrentHashMap.newKeySet();
  private final AtomicInteger closesBegun = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = TestThreads.pool();
  private @Nullable SqlFixture fixture;

  private SqlConnection open(int size) {
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
                            SqlPoolSettings.ofSize(size), hangs(H2Fixture.dialect(configuration)))),
            configuration);
    fixture = opened;
    return opened.connection();
  }

  private void mayHang(String method) {
    while (hanging.contains(method) && released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException ignored) {
        // that is what such drivers do
      }
    }
  }

  private SqlDialect hangs(SqlDialect dialect) {
    AtomicReference<@Nullable SqlDialect> self = new AtomicReference<>();
    SqlDialect hangs =
        proxy(
            SqlDialect.class,
            dialect,
            (name, call) -> {
              mayHang(name);
              return switch (name) {
                case "connect" -> connection((Connection) Objects.requireNonNull(call.run()));
                case "settledBy" -> self.get();
                default -> call.run();
              };
            });
    self.set(hangs);
    return hangs;
  }

  private Connection connection(Connection real) {
    return proxy(
        Connection.class,
        real,
        (name, call) -> {
          if (name.equals("close")) {
            closesBegun.incrementAndGet();
          }
          mayHang(name);
          return call.run();
        });
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

  private static void use(SqlConnection orders, Way way) throws SQLException {
    switch (way) {
      case EXECUTE -> orders.run(READ, Connection::getAutoCommit);
      case LEASE -> {
        try (SqlLease lease = orders.lease(READ)) {
          lease.resource().getAutoCommit();
        }
      }
      case CLIENT -> {
        try (Connection jdbc = orders.client().getConnection()) {
          jdbc.getAutoCommit();
        }
      }
    }
  }

  private static void fill(SqlConnection orders, int size) throws Exception {
    orders.run(READ.deadline(Duration.ofSeconds(10)), Connection::getAutoCommit);
    Await.until(
        "the pool to be full",
        () -> Objects.requireNonNull(orders.snapshot().pool()).idle() == size);
  }

  private static void letConnectionsGrowOld() {
    long until = System.nanoTime() + NOT_TRIED.plusMillis(100).toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTE", "LEASE"})
  void aConnectionThatCannotBeTriedHoldsNoBorrowerPastItsDeadlineAndIsReplaced(Way way)
      throws Exception {
    SqlConnection orders = open(2);
    fill(orders, 2);
    letConnectionsGrowOld();
    hanging.addAll(Set.of("isValid", "abort", "close"));

    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<Future<Duration>> borrowers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      borrowers.add(
          threads.submit(
              () -> {
                long begun = System.nanoTime();
                Throwable failure = catchThrowable(() -> use(orders, way));
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                if (failure != null) {
                  failures.add(failure);
                }
                return Duration.ofNanos(System.nanoTime() - begun);
              }));
    }
    for (Future<Duration> borrower : borrowers) {
      assertThat(borrower.get(20, TimeUnit.SECONDS)).isLessThan(LATEST);
    }
    // Whoever came much later than the other may have had the connection that replaced the first.
    assertThat(failures)
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).hasMessageContaining("[deadline-exceeded]"));

    use(orders, way); // on a new connection
    Await.until("no permit to be held", () -> orders.snapshot().operations().inFlight() == 0);
    assertThat(orders.snapshot().operations().leaksSuspected()).isZero();
  }

  @Test
  void oneHangingCloseKeepsNoOtherFromClosingAndNoBorrowerFromItsConnection() throws Exception {
    SqlConnection orders = open(2);
    fill(orders, 2);
    hanging.addAll(Set.of("close", "abort"));
    int rounds = 12;

    for (int round = 0; round < rounds; round++) {
      long begun = System.nanoTime();
      try (SqlLease lease = orders.lease(READ)) {
        lease.resource().unwrap(org.h2.jdbc.JdbcConnection.class); // so it is not lent again
      } catch (SQLException proxied) {
        use(orders, Way.EXECUTE);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LATEST);
    }

    Await.until("all to be closed", () -> closesBegun.get() == rounds);
    long begun = System.nanoTime();
    Objects.requireNonNull(fixture).close(Duration.ofSeconds(5));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTE", "LEASE"})
  void aDriverThatHangsWhileItPreparesTheSessionFreesPermitAndConnection(Way way) throws Exception {
    SqlConnection orders = open(1);
    fill(orders, 1);
    hanging.add("makeReadOnly");
    Future<Throwable> stuck = threads.submit(() -> catchThrowable(() -> use(orders, way)));
    Await.until("the leak to be told", () -> orders.snapshot().operations().leaksSuspected() == 1);

    hanging.clear(); // the thread that hangs goes on hanging
    use(orders, Way.EXECUTE);

    assertThat(stuck.isDone()).isFalse();
    released.countDown();
    assertThat(stuck.get(20, TimeUnit.SECONDS)).hasMessageContaining("[deadline-exceeded]");
    Await.until(
        "one connection", () -> Objects.requireNonNull(orders.snapshot().pool()).total() == 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTE", "LEASE"})
  void aDriverThatHangsWhileItConnectsHoldsNobodyPastTheDeadline(Way way) throws Exception {
    SqlConnection orders = open(1);
    fill(orders, 1);
    hanging.add("connect");
    try (SqlLease lease = orders.lease(READ)) {
      lease.resource().createStatement().execute("SET LOCK_TIMEOUT 4711"); // so it is not lent on
    }
    long begun = System.nanoTime();

    Throwable failure = catchThrowable(() -> use(orders, way));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LATEST);
    assertThat(failure).isNotNull().hasMessageNotContaining("[permanent]");
  }
}
