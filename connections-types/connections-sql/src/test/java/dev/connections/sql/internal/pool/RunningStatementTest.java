package dev.connections.sql.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.testsupport.TestThreads;
import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("situation")
@Timeout(60)
class RunningStatementTest {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final Duration SOON = Duration.ofSeconds(3);

  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void release() {
    released.countDown();
    threads.shutdownNow();
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

  @Test
  void aCancelThatNeverReturnsHoldsNeitherWhoCancelsNorTheStatement() throws Exception {
    Statement statement =
        (Statement)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Statement.class},
                (self, method, arguments) -> {
                  never();
                  return null;
                });
    RunningStatement running = new RunningStatement(Statement::cancel, LIMIT);
    assertThat(running.begin(statement)).isTrue();
    long begun = System.nanoTime();

    running.stop();
    Future<?> end = threads.submit(running::end);
    end.get();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    assertThat(running.wasCanceled()).isTrue();
    assertThat(running.mayBeCanceled()).isTrue();
    assertThat(running.begin(statement)).isFalse();
  }
}
