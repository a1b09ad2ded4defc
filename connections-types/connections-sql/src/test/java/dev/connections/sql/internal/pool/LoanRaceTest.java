package dev.connections.sql.internal.pool;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.sql.h2.H2Fixture;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.failure.EvictionRule;
import dev.connections.sql.internal.failure.SqlStateFailures;
import dev.connections.sql.internal.guard.GuardedConnection;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loan that is cancelled while it is used, or while two threads give it back. */
@Timeout(120)
class LoanRaceTest {

  private static final int ROUNDS = 500;

  private static final LoanListener NOBODY =
      new LoanListener() {
        @Override
        public void enter(Phase phase) {}

        @Override
        public void exchangeCompleted() {}

        @Override
        public void connectionLost(SQLException failure, Phase phase) {}
      };

  private final ExecutorService threads = TestThreads.pool();
  private SqlPool pool;

  @BeforeEach
  void open() throws Exception {
    TimeSource time = TimeSource.system();
    SqlDialect dialect = H2Fixture.dialect(H2Configuration.of("jdbc:h2:mem:loan-race"));
    SqlStateFailures failures = new SqlStateFailures(dialect.rules(), dialect.errors());
    Connection first = dialect.connect(soon());
    PhysicalConnections physical =
        new PhysicalConnections(dialect, time, Duration.ofSeconds(5), first);
    pool =
        SqlPool.open(
            dialect,
            failures,
            physical,
            HikariSettings.of(
                "orders-db",
                SqlPoolSettings.ofSize(1),
                Timeouts.DEFAULT,
                physical,
                new EvictionRule(failures)));
  }

  @AfterEach
  void close() {
    pool.close();
    threads.shutdownNow();
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(10), TimeSource.system());
  }

  /**
   * With a single connection the next borrower gets the one that was cancelled, if anybody does.
   */
  @Test
  void whateverComesFirstTheNextBorrowerIsUndisturbedAndNothingIsLeaked() throws Exception {
    Random random = new Random(4711);
    int rejected = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Loan loan = pool.borrow(soon(), NOBODY);
      CyclicBarrier start = new CyclicBarrier(3);
      int delay = random.nextInt(2_000);
      CountDownLatch used = new CountDownLatch(1);
      Future<Boolean> use = threads.submit(() -> usesAndGivesBack(loan, start, used));
      Future<?> cancel = threads.submit(() -> after(delay, start, loan::cancel));
      Future<?> close =
          threads.submit(
              () -> {
                start.await();
                used.await(); // only cancelling is for other threads while it is used
                loan.giveBack();
                return null;
              });
      rejected += use.get(30, TimeUnit.SECONDS) ? 0 : 1;
      cancel.get(30, TimeUnit.SECONDS);
      close.get(30, TimeUnit.SECONDS);

      Loan next = pool.borrow(soon(), NOBODY);
      assertThat(number(GuardedConnection.lent(next), "SELECT 42")).isEqualTo(42);
      next.giveBack();
      next.giveBack();
    }
    assertThat(pool.statistics().active()).isZero();
    assertThat(pool.statistics().total()).isLessThanOrEqualTo(1);
    assertThat(rejected).isBetween(1, ROUNDS);
  }

  /** Whether all of its statements were allowed. */
  private static boolean usesAndGivesBack(Loan loan, CyclicBarrier start, CountDownLatch used)
      throws Exception {
    start.await();
    try {
      for (int statement = 0; statement < 5; statement++) {
        number(GuardedConnection.lent(loan), "SELECT 1");
      }
      return true;
    } catch (SQLException broken) {
      return false;
    } finally {
      used.countDown();
      loan.giveBack();
    }
  }

  private static Void after(int spins, CyclicBarrier start, Runnable action) throws Exception {
    start.await();
    for (int spin = 0; spin < spins; spin++) {
      Thread.onSpinWait();
    }
    action.run();
    return null;
  }
}
