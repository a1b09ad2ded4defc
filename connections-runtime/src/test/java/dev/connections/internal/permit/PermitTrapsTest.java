package dev.connections.internal.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.BulkheadFullException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.internal.call.Entrance;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.internal.connection.FakeEndpoint;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.internal.connection.StoppedTime;
import dev.connections.monitoring.CircuitState;
import dev.connections.spi.Permit;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Bulkhead;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Budget;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import dev.connections.testsupport.TestThreads;
import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The traps T15, T17, T18, T30 and T31: interrupts and permits. */
@Timeout(60)
class PermitTrapsTest {

  private static final Operation READ = Operation.read("find");

  private final CoreHarness harness = new CoreHarness();
  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    Thread.interrupted();
    release.countDown();
    harness.close();
    threads.shutdownNow();
  }

  /** Tries three times, a minute after the other; the circuit opens at the first failure. */
  private ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> patient(
      TimeSource time, Bulkhead bulkhead) {
    Duration pause = Duration.ofMinutes(1);
    Circuit touchy =
        new Circuit(
            true,
            Circuit.DEFAULT.failureRate(),
            Circuit.DEFAULT.window(),
            1,
            Circuit.DEFAULT.openFor(),
            Circuit.DEFAULT.maxOpenFor(),
            1,
            Optional.empty());
    return harness.another(
        ConnectionSettings.defaults("patient", "Fake")
            .withBulkhead(bulkhead)
            .withTimeouts(
                new ConnectionSettings.Timeouts(
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5)))
            .withResilience(
                new ResilienceSettings(
                    new Retry(3, pause, pause, Budget.DEFAULT),
                    touchy,
                    Optional.empty(),
                    Monitoring.DEFAULT,
                    Failover.DEFAULT)),
        time);
  }

  private static Bulkhead permits(int maxConcurrent, int maxWaiting) {
    return new Bulkhead(OptionalInt.of(maxConcurrent), OptionalInt.of(maxWaiting));
  }

  // T15
  @Test
  void anInterruptEndsTheWorkWithoutAnotherAttemptAndTheCircuitDoesNotCountIt() {
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core =
        patient(TimeSource.system(), Bulkhead.DEFAULT);
    AtomicInteger attempts = new AtomicInteger();

    Throwable seen =
        catchThrowable(
            () ->
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      attempts.incrementAndGet();
                      throw new InterruptedException();
                    }));

    assertThat(seen).isInstanceOf(ConnectionInterruptedException.class);
    assertThat(Thread.interrupted()).as("the flag").isTrue();
    assertThat(attempts).hasValue(1);
    assertThat(core.snapshot().circuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(core.snapshot().operations().inFlight()).isZero();
  }

  // T15
  @Test
  void anInterruptEndsTheWaitForAPermitAndTheCircuitDoesNotCountIt() throws Exception {
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core =
        patient(TimeSource.system(), permits(1, 1));
    threads.submit(() -> core.admit(READ)).get();
    AtomicBoolean flag = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    List<Throwable> seen = new ArrayList<>();
    Thread waiter =
        TestThreads.thread(
            "test",
            () -> {
              seen.add(catchThrowable(() -> core.execute(READ, (endpoint, scope) -> "never")));
              flag.set(Thread.currentThread().isInterrupted());
              ended.countDown();
            });
    waiter.start();
    CoreHarness.await("in line", () -> core.snapshot().operations().waiting() == 1);

    waiter.interrupt();
    CoreHarness.await(ended);

    assertThat(seen.get(0)).isInstanceOf(ConnectionInterruptedException.class);
    assertThat(flag).isTrue();
    assertThat(core.snapshot().operations().waiting()).isZero();
    assertThat(core.snapshot().circuit()).isEqualTo(CircuitState.CLOSED);
  }

  // T15
  @Test
  void anInterruptEndsTheBackOffWithWhatTheLastAttemptLeftBehind() throws Exception {
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core =
        patient(TimeSource.system(), Bulkhead.DEFAULT);
    AtomicBoolean flag = new AtomicBoolean();
    FutureTask<ConnectionInterruptedException> call =
        new FutureTask<>(
            () -> {
              ConnectionInterruptedException seen =
                  catchThrowableOfType(
                      ConnectionInterruptedException.class,
                      () ->
                          core.execute(
                              READ,
                              (endpoint, scope) -> {
                                throw new EOFException("cut");
                              }));
              flag.set(Thread.interrupted());
              return seen;
            });
    Thread caller = TestThreads.thread("caller-that-backs-off", call);
    caller.start();
    // Not sooner: an interrupt during the attempt ends that, if the watchdog looks just then.
    awaitBackOff(caller);

    caller.interrupt();

    ConnectionInterruptedException seen = call.get(10, TimeUnit.SECONDS);
    assertThat(flag).as("the flag").isTrue();
    assertThat(seen.diagnosis().history()).hasSize(1);
    assertThat(seen.getCause()).hasRootCauseMessage("cut");
  }

  // T17
  @Test
  void aPermitThatManyThreadsCloseAtOnceComesBackOnce() throws Exception {
    harness.endpoint.capacity = 1;
    int closers = 8;
    for (int round = 0; round < 200; round++) {
      // On this thread, because a thread of the pool may be the one that takes the second.
      Permit<FakeEndpoint> permit = harness.core.admit(Operation.read("first"));
      CyclicBarrier together = new CyclicBarrier(closers);
      CountDownLatch secondHolds = new CountDownLatch(1);
      List<Future<?>> closing = new ArrayList<>();
      for (int closer = 0; closer < closers; closer++) {
        closing.add(
            threads.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  permit.close();
                  secondHolds.await(10, TimeUnit.SECONDS);
                  permit.close(); // now that it is somebody else's
                  return null;
                }));
      }
      Permit<FakeEndpoint> second =
          threads.submit(() -> harness.core.admit(Operation.read("second"))).get();
      secondHolds.countDown();
      for (Future<?> each : closing) {
        each.get();
      }

      assertThat(harness.core.snapshot().operations().inFlight()).isEqualTo(1);
      assertThat(harness.core.snapshot().holders().get(0).operation()).isEqualTo("second");
      second.close();
    }
    assertThat(harness.core.snapshot().operations().inFlight()).isZero();
    assertThat(harness.core.snapshot().operations().succeeded()).isEqualTo(400);
  }

  // T18
  @Test
  void whenAllWhoHoldAPermitWantASecondOneAllAreRefusedAtOnceAndNobodyWaits() throws Exception {
    int many = 4;
    harness.endpoint.capacity = many;
    CyclicBarrier allHoldOne = new CyclicBarrier(many);
    AtomicInteger waited = new AtomicInteger();
    List<Future<Throwable>> calls = new ArrayList<>();
    for (int caller = 0; caller < many; caller++) {
      calls.add(
          threads.submit(
              () ->
                  harness.core.execute(
                      Operation.nonIdempotent("transfer"),
                      (endpoint, scope) -> {
                        allHoldOne.await(10, TimeUnit.SECONDS);
                        Throwable refused =
                            catchThrowable(
                                () -> harness.core.execute(READ, (same, inner) -> "never"));
                        waited.addAndGet(harness.core.snapshot().operations().waiting());
                        return refused;
                      })));
    }
    for (Future<Throwable> call : calls) {
      assertThat(call.get())
          .isInstanceOf(PermanentConnectionException.class)
          .hasMessageContaining("'transfer'");
    }
    assertThat(waited).hasValue(0);
  }

  // T30
  @Test
  void howeverManyThreadsComeNoMoreThanThePermitsWorkAndTheRestIsRefusedAtOnce() throws Exception {
    int permits = 8;
    int waiters = 16;
    int crowd = 200;
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core =
        patient(TimeSource.system(), permits(permits, waiters));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    List<Future<?>> calls = new ArrayList<>();
    for (int caller = 0; caller < crowd; caller++) {
      calls.add(
          threads.submit(
              () -> {
                try {
                  core.execute(
                      READ,
                      (endpoint, scope) -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        CoreHarness.await(release);
                        return inside.decrementAndGet();
                      });
                  served.incrementAndGet();
                } catch (BulkheadFullException full) {
                  refused.incrementAndGet();
                }
              }));
    }
    CoreHarness.await("the refused", () -> refused.get() == crowd - permits - waiters);
    assertThat(inside).hasValue(permits);
    release.countDown();
    for (Future<?> call : calls) {
      call.get();
    }

    assertThat(most).hasValue(permits);
    assertThat(served).hasValue(permits + waiters);
  }

  // T31
  @Test
  void whoSleepsBetweenAttemptsHoldsNoPermit() throws Exception {
    StoppedTime clock = new StoppedTime();
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core = patient(clock, permits(1, 0));
    core.connect();
    FutureTask<String> sleeper =
        new FutureTask<>(
            () ->
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      if (scope.number() == 1) {
                        throw new EOFException("cut");
                      }
                      return "at the second attempt";
                    }));
    Thread sleeps = TestThreads.thread("sleeper", sleeper);
    sleeps.start();
    awaitBackOff(sleeps);

    core.resetCircuit("primary", "so that only the permit is in question");
    assertThat(core.<String>execute(READ, (endpoint, scope) -> "in between"))
        .isEqualTo("in between");
    assertThat(sleeper).isNotDone();

    clock.advance(Duration.ofMinutes(2));
    assertThat(sleeper.get()).isEqualTo("at the second attempt");
  }

  private static void awaitBackOff(Thread thread) {
    CoreHarness.await("backing off", () -> LockSupport.getBlocker(thread) instanceof Entrance);
  }
}
