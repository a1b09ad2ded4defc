package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Operation;
import dev.connections.failure.CircuitOpenException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.CircuitState;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import dev.connections.testsupport.TestThreads;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server sees of many calls through the whole pipeline, while all of them fail. */
@Timeout(120)
class ManagedCoreStormTest {

  private static final Operation READ = Operation.read("find");
  private static final int CALLS = 10_000;

  /** What the budget allows in the first second, whatever calls there are. */
  private static final int AT_THE_START = Retry.DEFAULT.budget().perSecond();

  /** Nothing to wait for between attempts, since the clock stands still. */
  private static final Retry AT_ONCE =
      new Retry(3, Duration.ofNanos(1), Duration.ofNanos(1), Retry.DEFAULT.budget());

  private static final Circuit NO_CIRCUIT =
      new Circuit(
          false,
          Circuit.DEFAULT.failureRate(),
          Circuit.DEFAULT.window(),
          Circuit.DEFAULT.minimumCalls(),
          Circuit.DEFAULT.openFor(),
          Circuit.DEFAULT.maxOpenFor(),
          Circuit.DEFAULT.probes(),
          Circuit.DEFAULT.slowCall());

  private final StoppedTime time = new StoppedTime();
  private final AtomicInteger works = new AtomicInteger();
  private final AtomicInteger rejections = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = TestThreads.pool();

  @AfterEach
  void stop() {
    end.countDown();
    threads.shutdownNow();
  }

  private CoreHarness open(Circuit circuit) {
    CoreHarness harness =
        new CoreHarness(
            Timeouts.DEFAULT,
            time,
            new ResilienceSettings(
                AT_ONCE,
                circuit,
                Optional.empty(),
                ResilienceSettings.Monitoring.DEFAULT,
                ResilienceSettings.Failover.DEFAULT),
            "primary");
    harness.endpoint.capacity = 1_000;
    // No probe says anything during the test: a sign of life would half-open a circuit.
    harness.endpoint.onProbe = deadline -> end.await();
    return harness;
  }

  private void callThatFails(CoreHarness harness) {
    try {
      harness.core.execute(
          READ,
          (endpoint, scope) -> {
            works.incrementAndGet();
            throw new ConnectException("refused");
          });
    } catch (CircuitOpenException rejected) {
      rejections.incrementAndGet();
    } catch (TransientConnectionException failed) {
      failures.incrementAndGet();
    }
  }

  @Test
  void aServerThatFailsAlwaysSeesOneFifthMoreAttemptsThanCalls() {
    try (CoreHarness harness = open(NO_CIRCUIT)) {
      for (int call = 0; call < CALLS; call++) {
        callThatFails(harness);
      }

      assertThat(failures).hasValue(CALLS);
      assertThat(works.get()).isBetween(CALLS * 12 / 10, CALLS * 12 / 10 + AT_THE_START);
      assertThat(harness.core.snapshot().operations().retries()).isEqualTo(works.get() - CALLS);
      assertThat(harness.core.snapshot().retryBudget()).isLessThan(1);
    }
  }

  @Test
  void aServerThatCannotBeReachedIsKnockedAtNoMoreOftenThanThat() {
    try (CoreHarness harness = open(NO_CIRCUIT)) {
      harness.endpoint.onOpen =
          deadline -> {
            throw new ConnectException("refused");
          };
      for (int call = 0; call < CALLS; call++) {
        callThatFails(harness);
      }

      assertThat(failures).hasValue(CALLS);
      assertThat(works).hasValue(0);
      assertThat(harness.endpoint.opened.get()).isLessThanOrEqualTo(CALLS * 12 / 10 + AT_THE_START);
    }
  }

  @Test
  void anOpenCircuitKeepsNearlyAllOfThemAwayAndCountsThemAsRejected() {
    try (CoreHarness harness = open(Circuit.DEFAULT)) {
      for (int call = 0; call < CALLS; call++) {
        callThatFails(harness);
      }

      assertThat(works).hasValue(Circuit.DEFAULT.minimumCalls());
      assertThat(failures.get() + rejections.get()).isEqualTo(CALLS);
      assertThat(rejections.get())
          .isGreaterThanOrEqualTo(CALLS - Circuit.DEFAULT.minimumCalls())
          .isEqualTo((int) harness.core.snapshot().operations().rejected());
    }
  }

  @Test
  void aThousandCallersAtTheMomentOfHalfOpeningMakeExactlyAsManyProbesAsAreSet() throws Exception {
    try (CoreHarness harness = open(Circuit.DEFAULT)) {
      harness.endpoint.onProbe = deadline -> {};
      callThatFails(harness);
      harness.advance(Duration.ZERO); // the probe that follows a failure is over before it opens
      while (harness.core.snapshot().circuit() != CircuitState.OPEN) {
        callThatFails(harness);
      }
      harness.advance(Circuit.DEFAULT.openFor().multipliedBy(2));
      works.set(0);
      rejections.set(0);
      failures.set(0);

      CyclicBarrier start = new CyclicBarrier(1_000);
      CountDownLatch answer = new CountDownLatch(1);
      CountDownLatch decided = new CountDownLatch(1_000);
      CountDownLatch over = new CountDownLatch(1_000);
      for (int caller = 0; caller < 1_000; caller++) {
        threads.execute(() -> probe(harness, start, decided, answer, over));
      }
      int probes = Circuit.DEFAULT.probes();
      // Each has begun its work or is sent away; none of the works has ended.
      boolean all = decided.await(60, TimeUnit.SECONDS);
      assertThat(failures).hasValue(0);
      assertThat(all).isTrue();
      assertThat(works).hasValue(probes);
      answer.countDown();
      assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(works).hasValue(probes);
      assertThat(rejections).hasValue(1_000 - probes);
      assertThat(failures).hasValue(0);
      assertThat(harness.core.snapshot().circuit()).isEqualTo(CircuitState.CLOSED);
      assertThat(harness.core.snapshot().operations().inFlight()).isZero();
    }
  }

  private void probe(
      CoreHarness harness,
      CyclicBarrier start,
      CountDownLatch decided,
      CountDownLatch answer,
      CountDownLatch over) {
    try {
      start.await();
      harness.core.execute(
          READ,
          (endpoint, scope) -> {
            works.incrementAndGet();
            decided.countDown();
            answer.await();
            return true;
          });
    } catch (CircuitOpenException rejected) {
      rejections.incrementAndGet();
      decided.countDown();
    } catch (ConnectionException other) {
      failures.incrementAndGet();
      decided.countDown();
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    } finally {
      over.countDown();
    }
  }
}
