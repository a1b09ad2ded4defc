package dev.connections.sql.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.failure.TimeLimitException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A driver whose {@code isValid}, {@code cancel} and {@code abort} never return, and ignore
 * interrupts. MariaDB's isValid(0), MySQL's cancel and MariaDB's abort do so on a frozen server.
 */
@Tag("situation")
@Timeout(60)
class StuckProbeTest {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final Duration SOON = Duration.ofSeconds(3);

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger connects = new AtomicInteger();

  @AfterEach
  void release() {
    released.countDown();
  }

  private void never() {
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException ignored) {
        // that is what such drivers do
      }
    }
  }

  private Connection stuckConnection() {
    connects.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "isValid" -> {
                  never();
                  return false;
                }
                case "abort", "close" -> {
                  never();
                  return null;
                }
                default -> {
                  return null;
                }
              }
            });
  }

  private SqlDialect dialect() {
    return new SqlDialect() {
      @Override
      public Connection connect(Deadline deadline) {
        return stuckConnection();
      }

      @Override
      public String address() {
        return "stuck";
      }

      @Override
      public List<SqlStateRule> rules() {
        return List.of();
      }

      @Override
      public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline) {}

      @Override
      public boolean takesWrites(Connection physical) {
        never();
        return true;
      }

      @Override
      public void isolate(Connection pooled, TransactionOptions.Isolation isolation) {}

      @Override
      public TransactionStatus transaction(Connection physical, boolean uncommitted) {
        return TransactionStatus.NONE;
      }
    };
  }

  private static Deadline deadline() {
    return Deadline.after(LIMIT, TimeSource.system());
  }

  @Test
  void aProbeEndsWithItsLimitAndTheNextOneTakesAnotherConnection() {
    SqlProbe probe = new SqlProbe(dialect(), TimeSource.system(), Duration.ofMinutes(30));
    for (int number = 1; number <= 2; number++) {
      long begun = System.nanoTime();
      assertThatThrownBy(() -> probe.ask(deadline()))
          .isInstanceOf(SQLException.class)
          .hasMessageContainingAll("200ms", "timeouts.health");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
      assertThat(connects).hasValue(number);
    }
    probe.close();
  }

  @Test
  void theQuestionWhetherAServerIsWritableEndsWithItsLimit() {
    SqlProbe probe = new SqlProbe(dialect(), TimeSource.system(), Duration.ofMinutes(30));
    long begun = System.nanoTime();

    assertThatThrownBy(() -> probe.askNew(deadline(), jdbc -> dialect().takesWrites(jdbc)))
        .isInstanceOf(TimeLimitException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
  }

  @Test
  void threadsThatAreStuckInTheDriverDoNotGrowWithoutALimit() {
    SqlProbe probe = new SqlProbe(dialect(), TimeSource.system(), Duration.ofMinutes(30));
    for (int number = 1; number <= 8; number++) {
      assertThatThrownBy(() -> probe.ask(deadline())).isInstanceOf(TimeLimitException.class);
    }
    assertThat(connects).hasValue(4);
  }
}
