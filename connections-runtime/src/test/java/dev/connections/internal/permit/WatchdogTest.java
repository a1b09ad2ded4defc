package dev.connections.internal.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchdogTest {

  /** A clock that stands still until it is moved. */
  private static final class StoppedClock implements TimeSource {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // about to wrap around

    void advance(Duration by) {
      nanos.addAndGet(by.toNanos());
    }

    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }

  private final StoppedClock clock = new StoppedClock();
  private final CoreHarness harness = new CoreHarness(CoreHarness.SHORT, clock);
  private final ExecutorService threads = TestThreads.pool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    harness.close();
  }

  @Test
  void deadlinesFollowTheClockOfTheProviderAndNotThatOfTheMachine() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Future<String> call =
        threads.submit(
            () ->
                harness.core.execute(
                    Operation.read("slow"),
                    (endpoint, scope) -> {
                      CountDownLatch broken = new CountDownLatch(1);
                      scope.onCancel(broken::countDown);
                      begun.countDown();
                      CoreHarness.await(broken);
                      return "broken off at the attempt's deadline";
                    }));
    CoreHarness.await(begun);
    clock.advance(CoreHarness.SHORT.attempt().minusMillis(1));
    assertThat(harness.core.snapshot().operations().inFlight()).isEqualTo(1);
    assertThat(call.isDone()).isFalse();

    clock.advance(Duration.ofMillis(2));

    assertThat(call.get()).startsWith("broken off");
    assertThat(harness.core.snapshot().operations().slow()).isEqualTo(1);
  }

  @Test
  void waitersTooFollowTheClockOfTheProvider() throws Exception {
    harness.endpoint.capacity = 1;
    harness.core.admit(Operation.read("holder"));
    Future<?> waiter = threads.submit(() -> harness.core.admit(Operation.read("waiter")));
    CoreHarness.await("in line", () -> harness.core.snapshot().operations().waiting() == 1);
    clock.advance(CoreHarness.SHORT.acquire());

    assertThat(waiter).failsWithin(Duration.ofSeconds(10));
    assertThat(harness.core.snapshot().operations().rejected()).isEqualTo(1);
  }
}
