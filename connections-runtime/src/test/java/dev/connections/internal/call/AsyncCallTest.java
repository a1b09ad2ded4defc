package dev.connections.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.CloseReport;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.BulkheadFullException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.internal.connection.FakeEndpoint;
import dev.connections.internal.connection.Once;
import dev.connections.internal.connection.StoppedTime;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncCallTest {

  private static final Operation READ = Operation.read("find");

  private final List<AutoCloseable> open = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private CoreHarness harness = harness(null);

  @AfterEach
  void stop() throws Exception {
    release.countDown();
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private CoreHarness harness(@Nullable Executor executor) {
    return harness(Once.SETTINGS, executor);
  }

  private CoreHarness harness(ResilienceSettings resilience, @Nullable Executor executor) {
    CoreHarness made =
        new CoreHarness(CoreHarness.SHORT, TimeSource.system(), resilience, executor, "primary");
    open.add(made);
    harness = made;
    return made;
  }

  private ThreadPoolExecutor pool(int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(threads, threads, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    open.add(pool::shutdownNow);
    return pool;
  }

  /** An exchange that nobody answers, until it is broken off. */
  private final class Exchange {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch brokenOff = new CountDownLatch(1);
    final AtomicBoolean interrupted = new AtomicBoolean();

    String run(FakeEndpoint endpoint, AttemptScope scope) throws Exception {
      scope.onCancel(brokenOff::countDown);
      begun.countDown();
      try {
        CoreHarness.await(brokenOff);
      } finally {
        interrupted.set(Thread.currentThread().isInterrupted());
      }
      throw new java.net.SocketException("Socket closed");
    }
  }

  private CompletableFuture<String> start(Exchange exchange) {
    CompletableFuture<String> call = harness.core.executeAsync(READ, exchange::run);
    CoreHarness.await(exchange.begun);
    return call;
  }

  private void awaitIdle() {
    CoreHarness.await(
        "nothing in flight",
        () ->
            harness.core.snapshot().operations().inFlight() == 0
                && harness.core.snapshot().operations().waiting() == 0);
  }

  private static Throwable failureOf(CompletableFuture<?> call) {
    Throwable seen = catchThrowable(() -> call.get(10, TimeUnit.SECONDS));
    assertThat(seen).isInstanceOf(ExecutionException.class);
    return Objects.requireNonNull(seen.getCause());
  }

  @Test
  void theValueComesFromAnotherThreadThatDoesNotKeepTheProcessAlive() throws Exception {
    Thread ran =
        harness
            .core
            .executeAsync(READ, (endpoint, scope) -> Thread.currentThread())
            .get(10, TimeUnit.SECONDS);

    assertThat(ran).isNotSameAs(Thread.currentThread());
    assertThat(ran.isDaemon()).isTrue();
    assertThat(ran.getName()).startsWith("connections-db-");
    assertThat(harness.core.snapshot().operations().succeeded()).isEqualTo(1);
  }

  @Test
  void theFailureIsTheOneThatASynchronousCallThrowsAndIsNotWrapped() {
    AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
    CompletableFuture<Object> call =
        harness.core.executeAsync(
            READ,
            (endpoint, scope) -> {
              throw new ConnectException("refused");
            });
    CompletableFuture<Object> handled =
        call.handle(
            (value, failure) -> {
              seen.set(failure);
              return true;
            });
    handled.join();

    assertThat(seen.get()).isInstanceOf(TransientConnectionException.class);
    assertThatThrownBy(call::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TransientConnectionException.class);
    assertThat(failureOf(call)).isSameAs(seen.get());
  }

  @Test
  void theApplicationsOwnFailurePassesUnchanged() {
    IllegalStateException own = new IllegalStateException("the application's own");
    AssertionError error = new AssertionError("and its error");

    assertThat(
            failureOf(
                harness.core.executeAsync(
                    READ,
                    (endpoint, scope) -> {
                      throw own;
                    })))
        .isSameAs(own);
    assertThat(
            failureOf(
                harness.core.executeAsync(
                    READ,
                    (endpoint, scope) -> {
                      throw error;
                    })))
        .isSameAs(error);
    awaitIdle();
  }

  @Test
  void cancellingBreaksOffTheExchangeUnderWayAndInterruptsNobody() {
    Exchange exchange = new Exchange();
    CompletableFuture<String> call = start(exchange);

    assertThat(call.cancel(true)).isTrue();

    assertThat(call).isCancelled();
    awaitIdle();
    assertThat(exchange.interrupted).isFalse();
    assertThat(harness.core.snapshot().operations().failed()).isZero();
    assertThat(harness.core.<String>execute(READ, (endpoint, scope) -> "fine")).isEqualTo("fine");
    assertThat(harness.endpoint.probed).as("the endpoint is not suspected").hasValue(0);
  }

  @Test
  void aTimeoutOfTheFutureBreaksOffTheExchangeToo() {
    Exchange exchange = new Exchange();
    CompletableFuture<String> call = start(exchange).orTimeout(20, TimeUnit.MILLISECONDS);

    assertThat(failureOf(call)).isInstanceOf(TimeoutException.class);
    awaitIdle();
    assertThat(exchange.brokenOff.getCount()).isZero();
  }

  @Test
  void aValueFromElsewhereCallsItOffToo() {
    Exchange exchange = new Exchange();
    CompletableFuture<String> call =
        start(exchange).completeOnTimeout("instead", 20, TimeUnit.MILLISECONDS);

    assertThat(call.join()).isEqualTo("instead");
    awaitIdle();
    assertThat(exchange.brokenOff.getCount()).isZero();
  }

  @Test
  void cancellingADependentStageLetsTheCallGoOn() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> call =
        harness.core.executeAsync(
            READ,
            (endpoint, scope) -> {
              begun.countDown();
              CoreHarness.await(release);
              return scope.isCanceled() ? "broken off" : "undisturbed";
            });
    CoreHarness.await(begun);

    call.thenApply(String::length).cancel(true);
    release.countDown();

    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("undisturbed");
  }

  @Test
  void whatIsCancelledBeforeItHasAThreadIsNeverBegunAndLeavesTheQueue() {
    ThreadPoolExecutor pool = pool(1);
    harness(pool);
    AtomicInteger ran = new AtomicInteger();
    Exchange first = new Exchange();
    CompletableFuture<String> running = start(first);
    CompletableFuture<Integer> queued =
        harness.core.executeAsync(READ, (endpoint, scope) -> ran.incrementAndGet());

    assertThat(queued.cancel(true)).isTrue();
    assertThat(pool.getQueue()).isEmpty();
    running.cancel(true);

    assertThat(harness.core.executeAsync(READ, (endpoint, scope) -> "after both").join())
        .isEqualTo("after both");
    assertThat(ran).hasValue(0);
  }

  @Test
  void whatIsCancelledWhileItWaitsForAPermitLeavesTheLine() {
    Exchange one = new Exchange();
    Exchange two = new Exchange();
    harness(pool(3));
    start(one);
    start(two);
    AtomicInteger ran = new AtomicInteger();
    CompletableFuture<Integer> waiting =
        harness.core.executeAsync(
            READ.deadline(Duration.ofSeconds(9)), (endpoint, scope) -> ran.incrementAndGet());
    CoreHarness.await("one waits", () -> harness.core.snapshot().operations().waiting() == 1);

    assertThat(waiting.cancel(true)).isTrue();

    CoreHarness.await("nobody waits", () -> harness.core.snapshot().operations().waiting() == 0);
    assertThat(harness.core.snapshot().operations().rejected()).isZero();
    one.brokenOff.countDown();
    two.brokenOff.countDown();
    awaitIdle();
    assertThat(ran).hasValue(0);
  }

  @Test
  void whatIsCancelledWhileTheConnectionIsOpenedWaitsNoLongerAndTheOpeningGoesOn() {
    ExecutorService pool = pool(1);
    harness(pool);
    CountDownLatch opening = new CountDownLatch(1);
    harness.endpoint.onOpen =
        deadline -> {
          opening.countDown();
          CoreHarness.await(release);
        };
    AtomicInteger ran = new AtomicInteger();
    CompletableFuture<Integer> call =
        harness.core.executeAsync(READ, (endpoint, scope) -> ran.incrementAndGet());
    CoreHarness.await(opening);

    call.cancel(true);

    CompletableFuture.runAsync(() -> {}, pool).join(); // the only thread is free again
    release.countDown();
    assertThat(harness.core.<String>execute(READ, (endpoint, scope) -> "fine")).isEqualTo("fine");
    assertThat(harness.endpoint.opened).hasValue(1);
    assertThat(ran).hasValue(0);
  }

  @Test
  void whatIsCancelledDuringABackOffIsNotTriedAgain() {
    ExecutorService pool = pool(1);
    harness(
        new ResilienceSettings(
            new Retry(5, Duration.ofMillis(1), Duration.ofMillis(1), Retry.DEFAULT.budget()),
            Once.SETTINGS.circuit(),
            Once.SETTINGS.rateLimit(),
            Once.SETTINGS.monitoring(),
            Once.SETTINGS.failover()),
        pool);
    harness.endpoint.classifier =
        (failure, phase) ->
            FailureClassification.failure(FailureClassification.Kind.TRANSIENT)
                .during(phase)
                .notApplied()
                .retryAfter(Duration.ofSeconds(8))
                .because("busy");
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Object> call =
        harness.core.executeAsync(
            READ,
            (endpoint, scope) -> {
              attempts.incrementAndGet();
              throw new ConnectException("refused");
            });
    CoreHarness.await(
        "the back-off",
        () -> attempts.get() == 1 && harness.core.snapshot().operations().inFlight() == 0);

    call.cancel(true);

    CompletableFuture.runAsync(() -> {}, pool).join(); // the only thread is free again
    assertThat(attempts).hasValue(1);
  }

  /** A resource that a call gives. */
  private static final class Handle implements AutoCloseable {
    final AtomicInteger closed;

    Handle(AtomicInteger closed) {
      this.closed = closed;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void whatComesTooLateIsClosedEveryTime() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    for (int round = 0; round < 200; round++) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch cancelled = new CountDownLatch(1);
      CompletableFuture<Handle> call =
          harness.core.executeAsync(
              READ,
              (endpoint, scope) -> {
                begun.countDown();
                CoreHarness.await(cancelled);
                made.incrementAndGet();
                return new Handle(closed);
              });
      CoreHarness.await(begun);
      if (round % 2 == 0) {
        call.cancel(true);
      } else {
        call.orTimeout(1, TimeUnit.NANOSECONDS);
        failureOf(call);
      }
      cancelled.countDown();
    }
    CoreHarness.await("all closed", () -> closed.get() == 200);

    awaitIdle();
    assertThat(made).hasValue(200);
  }

  @Test
  void aValueIsEitherGivenOrClosedWhenCancellingRacesWithTheEnd() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    int given = 0;
    for (int round = 0; round < 200; round++) {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<Handle> call =
          harness.core.executeAsync(
              READ,
              (endpoint, scope) -> {
                begun.countDown();
                made.incrementAndGet();
                return new Handle(closed);
              });
      CoreHarness.await(begun);
      given += call.cancel(true) ? 0 : 1;
    }
    int taken = given;

    CoreHarness.await("no leak", () -> closed.get() + taken == made.get());
    awaitIdle();
    assertThat(made).hasValue(200);
  }

  @Test
  void noCancellationIsLostWheneverItComes() {
    harness(pool(2));
    List<Exchange> begun = new ArrayList<>();
    // From at once to when it surely runs, which takes longer on a machine with much to do.
    for (int round = 0; round < 500 || begun.size() < 10; round++) {
      Exchange exchange = new Exchange();
      CompletableFuture<String> call = harness.core.executeAsync(READ, exchange::run);
      long until = System.nanoTime() + round * 200L;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      call.cancel(true);
      awaitIdle(); // what was not broken off would be in flight for as long as a latch waits
      if (exchange.begun.getCount() == 0) {
        begun.add(exchange);
      }
    }

    assertThat(begun).allMatch(exchange -> exchange.brokenOff.getCount() == 0);
  }

  @Test
  void timeInTheExecutorsQueueCounts() {
    List<Runnable> tasks = new ArrayList<>();
    harness(tasks::add);
    CompletableFuture<String> call =
        harness.core.executeAsync(
            READ.deadline(Duration.ofMillis(100)), (endpoint, scope) -> "never");

    assertThat(failureOf(call))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("executor");
    assertThat(harness.core.snapshot().operations().rejected()).isEqualTo(1);
    tasks.forEach(Runnable::run);
    assertThat(harness.endpoint.opened).as("it was not begun after all").hasValue(0);
  }

  @Test
  void whatIsLeftAfterTheQueueIsTheAttemptsDeadline() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    ExecutorService pool = pool(1);
    pool.execute(() -> CoreHarness.await(gate));
    harness(pool);
    long begun = System.nanoTime();
    CompletableFuture<Duration> call =
        harness.core.executeAsync(
            READ.deadline(Duration.ofSeconds(2)),
            (endpoint, scope) -> scope.deadline().remaining());
    CoreHarness.await("time passes", () -> System.nanoTime() - begun > 300_000_000L);
    gate.countDown();

    assertThat(call.get(10, TimeUnit.SECONDS)).isLessThan(Duration.ofMillis(1700));
  }

  @Test
  void theLimitOfAnAttemptCountsFromItsBeginningAndNotFromTheQueue() {
    StoppedTime time = new StoppedTime();
    List<Runnable> tasks = new ArrayList<>();
    CoreHarness stopped =
        new CoreHarness(CoreHarness.SHORT, time, Once.SETTINGS, tasks::add, "primary");
    open.add(stopped);
    CompletableFuture<Duration> call =
        stopped.core.executeAsync(
            READ.deadline(Duration.ofSeconds(5)).attemptTimeout(Duration.ofSeconds(2)),
            (endpoint, scope) -> scope.deadline().remaining());
    CompletableFuture<Duration> another =
        stopped.core.executeAsync(
            READ.deadline(Duration.ofSeconds(4)),
            (endpoint, scope) -> scope.deadline().remaining());

    time.advance(Duration.ofSeconds(1));
    tasks.forEach(Runnable::run);

    assertThat(call).isCompletedWithValue(Duration.ofSeconds(2));
    assertThat(another).isCompletedWithValue(Duration.ofSeconds(3));
  }

  @Test
  void anExecutorThatTakesNoMoreIsABulkheadThatIsFull() {
    harness(
        task -> {
          throw new RejectedExecutionException("no more");
        });

    Throwable seen = failureOf(harness.core.executeAsync(READ, (endpoint, scope) -> "never"));

    assertThat(seen).isInstanceOf(BulkheadFullException.class).hasMessageContaining("executor");
    assertThat(((ConnectionException) seen).outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(harness.core.snapshot().operations().rejected()).isEqualTo(1);
  }

  @Test
  void moreThanMayRunAndWaitAreTurnedAway() {
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int call = 0; call < 20; call++) {
      calls.add(
          harness.core.executeAsync(
              READ,
              (endpoint, scope) -> {
                CoreHarness.await(release);
                return true;
              }));
    }
    CoreHarness.await("some are refused", () -> calls.stream().anyMatch(CompletableFuture::isDone));

    assertThat(
            failureOf(calls.stream().filter(CompletableFuture::isDone).findFirst().orElseThrow()))
        .isInstanceOf(BulkheadFullException.class);
  }

  @Test
  void itInheritsTheSmallerDeadlineOfTheWorkThatMakesIt() {
    CoreHarness other = harness(null);
    CoreHarness first = harness(null);

    Duration inner =
        first.core.execute(
            READ.deadline(Duration.ofMillis(700)),
            (endpoint, scope) ->
                other
                    .core
                    .executeAsync(READ, (same, nested) -> nested.deadline().remaining())
                    .get());

    assertThat(inner).isLessThanOrEqualTo(Duration.ofMillis(700));
  }

  @Test
  void madeInsideWorkOnTheSameConnectionItTakesAPermitOfItsOwn() {
    String value =
        harness.core.execute(
            READ,
            (endpoint, scope) ->
                harness.core.executeAsync(READ, (same, nested) -> "another permit").get());

    assertThat(value).isEqualTo("another permit");
  }

  @Test
  void anExecutorThatIsTheCallingThreadCannotHideANestedUse() {
    harness(Runnable::run);

    Throwable seen =
        harness.core.execute(
            Operation.read("outer"),
            (endpoint, scope) ->
                failureOf(harness.core.executeAsync(READ, (same, nested) -> "never")));

    assertThat(seen)
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("'outer'");
  }

  @Test
  void closingRefusesWhatHasNoThreadYetAndLetsTheRestFinish() throws Exception {
    harness(pool(1));
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> running =
        harness.core.executeAsync(
            READ,
            (endpoint, scope) -> {
              begun.countDown();
              CoreHarness.await(release);
              return "finished";
            });
    CoreHarness.await(begun);
    CompletableFuture<String> queued =
        harness.core.executeAsync(READ, (endpoint, scope) -> "never");

    harness.core.beginDraining();

    assertThat(failureOf(queued)).isInstanceOf(ConnectionClosedException.class);
    assertThat(failureOf(harness.core.executeAsync(READ, (endpoint, scope) -> "never")))
        .isInstanceOf(ConnectionClosedException.class);
    release.countDown();
    assertThat(harness.core.close(CoreHarness.in(Duration.ofSeconds(5))).ending())
        .isEqualTo(CloseReport.Ending.DRAINED);
    assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo("finished");
  }

  @Test
  void closingBreaksOffWhatDoesNotFinishInTimeAndTheFutureSaysSo() {
    Exchange exchange = new Exchange();
    CompletableFuture<String> running = start(exchange);

    CloseReport.Entry report = harness.core.close(CoreHarness.in(Duration.ofMillis(50)));

    assertThat(report.ending()).isEqualTo(CloseReport.Ending.ABORTED);
    assertThat(failureOf(running)).isInstanceOf(ConnectionClosedException.class);
  }

  @Test
  void cancellingWhatIsOverChangesNothing() throws Exception {
    CompletableFuture<String> call = harness.core.executeAsync(READ, (endpoint, scope) -> "answer");
    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("answer");

    assertThat(call.cancel(true)).isFalse();
    assertThat(call.join()).isEqualTo("answer");
  }

  @Test
  void cancellingGivesTheUsualExceptionOfAFuture() {
    CompletableFuture<String> call = start(new Exchange());
    call.cancel(false);
    assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
    awaitIdle();
  }
}
