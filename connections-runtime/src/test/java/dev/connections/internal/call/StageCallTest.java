package dev.connections.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.internal.connection.Once;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.Cancellation;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls whose client answers with a stage. */
@Timeout(60)
class StageCallTest {

  private static final Operation READ = Operation.read("find");
  private static final Operation SOON = READ.deadline(Duration.ofMillis(50));

  private final ExecutorService io = Executors.newSingleThreadExecutor();
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<AutoCloseable> open = new ArrayList<>();
  private CoreHarness harness = harness(Once.SETTINGS);

  private CoreHarness harness(ResilienceSettings resilience) {
    harness = new CoreHarness(CoreHarness.SHORT, TimeSource.system(), resilience, "primary");
    open.add(harness);
    return harness;
  }

  @BeforeEach
  void connect() {
    harness.core.connect();
  }

  @AfterEach
  void stop() throws Exception {
    release.countDown();
    for (AutoCloseable each : open) {
      each.close();
    }
    io.shutdownNow();
  }

  /** A value that has to be closed by whoever gets it, or else by the runtime. */
  private static final class Cursor implements AutoCloseable {
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private int inFlight() {
    return harness.core.snapshot().operations().inFlight();
  }

  private void awaitIdle() {
    CoreHarness.await("nothing in flight", () -> inFlight() == 0);
  }

  private static Throwable failureOf(CompletableFuture<?> call) {
    Throwable seen = catchThrowable(() -> call.get(10, TimeUnit.SECONDS));
    assertThat(seen).isInstanceOf(ExecutionException.class);
    return Objects.requireNonNull(seen.getCause());
  }

  private static Retry retries(Duration backoff) {
    return new Retry(5, backoff, backoff, Retry.DEFAULT.budget());
  }

  private static ResilienceSettings retrying(Duration backoff) {
    return new ResilienceSettings(
        retries(backoff),
        Once.SETTINGS.circuit(),
        Once.SETTINGS.rateLimit(),
        Once.SETTINGS.monitoring(),
        Once.SETTINGS.failover());
  }

  @Test
  void theWorkStartsOnTheCallersThreadAndThePermitIsHeldUntilTheStageCompletes() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    AtomicReference<@Nullable Thread> started = new AtomicReference<>();

    CompletableFuture<String> call =
        harness.core.executeStage(
            READ,
            (endpoint, scope) -> {
              started.set(Thread.currentThread());
              return stage;
            });

    assertThat(started.get()).isSameAs(Thread.currentThread());
    assertThat(inFlight()).isEqualTo(1);
    assertThat(call).isNotDone();
    assertThat(harness.core.<String>execute(READ, (endpoint, scope) -> "not inside of it"))
        .isEqualTo("not inside of it");
    io.execute(() -> stage.complete("answer"));
    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("answer");
    assertThat(inFlight()).isZero();
    assertThat(harness.core.snapshot().operations().succeeded()).isEqualTo(2);
  }

  @Test
  void aStageThatHasCompletedCompletesTheFutureAtOnce() {
    assertThat(
            harness.core.executeStage(
                READ, (endpoint, scope) -> CompletableFuture.completedFuture("cached")))
        .isCompletedWithValue("cached");
    assertThat(inFlight()).isZero();
  }

  @Test
  void theFirstCallOpensTheConnectionWithoutKeepingItsCaller() throws Exception {
    harness(Once.SETTINGS);
    CountDownLatch opening = new CountDownLatch(1);
    harness.endpoint.onOpen =
        deadline -> {
          opening.countDown();
          CoreHarness.await(release);
        };

    CompletableFuture<String> call =
        harness.core.executeStage(
            READ, (endpoint, scope) -> CompletableFuture.completedFuture("opened"));

    CoreHarness.await(opening);
    assertThat(call).isNotDone();
    release.countDown();
    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("opened");
  }

  @Test
  void whoFindsNoPermitDoesNotWaitForOneButAThreadOfTheExecutorDoes() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    for (int permit = 0; permit < harness.endpoint.capacity; permit++) {
      harness.core.<String>executeStage(READ, (endpoint, scope) -> stage);
    }

    CompletableFuture<String> late =
        harness.core.executeStage(
            READ,
            (endpoint, scope) ->
                CompletableFuture.completedFuture(Thread.currentThread().getName()));

    assertThat(late).isNotDone();
    CoreHarness.await("one waits", () -> harness.core.snapshot().operations().waiting() == 1);
    stage.complete("one after the other");
    assertThat(late.get(10, TimeUnit.SECONDS)).startsWith("connections-db-");
    awaitIdle();
  }

  @Test
  void aStageThatNeverCompletesIsCanceledAtTheDeadlineAndTheCallFails() {
    CountDownLatch canceled = new CountDownLatch(1);
    CountDownLatch aborted = new CountDownLatch(1);
    CompletableFuture<Cursor> stage = new CompletableFuture<>();

    CompletableFuture<Cursor> call =
        harness.core.executeStage(
            SOON,
            (endpoint, scope) -> {
              scope.onCancel(
                  new Cancellation() {
                    @Override
                    public void cancel() {
                      canceled.countDown();
                    }

                    @Override
                    public void abort() {
                      aborted.countDown();
                    }
                  });
              return stage;
            });

    assertThat(failureOf(call))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("50 ms (Operation.deadline)");
    assertThat(canceled.getCount()).isZero();
    assertThat(aborted.getCount()).isZero();
    assertThat(inFlight()).as("the permit is back").isZero();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Cursor late = new Cursor();
    stage.complete(late);
    CoreHarness.await("the late value is closed", () -> late.closed.get() == 1);
    assertThat(harness.core.snapshot().operations().failed()).isEqualTo(1);
  }

  /** Its thread has long done other things, and its permit is back. */
  @Test
  void aStageThatNeverCompletesIsNoLeakButTheFailureSaysWhatItIs() {
    harness(retrying(Duration.ofMillis(1))).core.connect();

    Throwable seen =
        failureOf(
            harness.core.executeStage(
                READ.attemptTimeout(Duration.ofMillis(50)).maxAttempts(2),
                (endpoint, scope) -> new CompletableFuture<>()));

    assertThat(seen)
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining(
            "it was canceled, and its stage, which did not complete even then, is not waited for"
                + " any more");
    assertThat(harness.core.snapshot().operations().retries()).isEqualTo(1);
    assertThat(harness.core.snapshot().operations().leaksSuspected()).isZero();
    assertThat(harness.core.snapshot().holders()).isEmpty();
    CoreHarness.await(
        "the failure is told",
        () -> harness.events.stream().anyMatch(ConnectionEvent.CallFailed.class::isInstance));
    assertThat(harness.events).noneMatch(ConnectionEvent.LeakSuspected.class::isInstance);
  }

  /** A cursor is closed by a round trip, whose answer the client's thread has to read. */
  @Test
  void closingALateValueDoesNotKeepTheClientsThread() throws Exception {
    CompletableFuture<AutoCloseable> stage = new CompletableFuture<>();
    CompletableFuture<String> closer = new CompletableFuture<>();
    CompletableFuture<AutoCloseable> call =
        harness.core.executeStage(SOON, (endpoint, scope) -> stage);
    assertThat(failureOf(call)).isInstanceOf(DeadlineExceededException.class);

    io.execute(
        () ->
            stage.complete(
                () -> {
                  CompletableFuture.runAsync(() -> {}, io).get(10, TimeUnit.SECONDS);
                  closer.complete(Thread.currentThread().getName());
                }));

    assertThat(closer.get(10, TimeUnit.SECONDS)).startsWith("connections-background");
  }

  @Test
  void aChangeWhoseStageNeverCompletesHasAnUnknownOutcome() {
    CompletableFuture<String> call =
        harness.core.executeStage(
            Operation.nonIdempotent("pay").deadline(Duration.ofMillis(50)),
            (endpoint, scope) -> new CompletableFuture<>());

    assertThat(failureOf(call)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void whatACanceledFutureSaysComesOfTheDeadline() {
    CompletableFuture<String> call =
        harness.core.executeStage(
            SOON,
            (endpoint, scope) -> {
              CompletableFuture<String> stage = new CompletableFuture<>();
              scope.onCancel(() -> stage.cancel(true));
              return stage;
            });

    assertThat(failureOf(call)).isInstanceOf(DeadlineExceededException.class);
    awaitIdle();
  }

  @Test
  void noValueIsLostOrClosedTwiceIfItComesTogetherWithTheDeadline() {
    for (int round = 0; round < 30; round++) {
      CompletableFuture<Cursor> stage = new CompletableFuture<>();
      Cursor value = new Cursor();
      CompletableFuture<Cursor> call =
          harness.core.executeStage(
              READ.deadline(Duration.ofMillis(2)), (endpoint, scope) -> stage);
      CompletableFuture.delayedExecutor(round * 6L, TimeUnit.MILLISECONDS, io)
          .execute(() -> stage.complete(value));

      Cursor given = call.handle((cursor, failure) -> cursor).join();

      if (given == null) {
        CoreHarness.await("the late value is closed", () -> value.closed.get() == 1);
      } else {
        assertThat(given.closed).as("the caller's to close").hasValue(0);
      }
      awaitIdle();
    }
  }

  /** Tells its followers twice. */
  private static final class Twice extends CompletableFuture<Cursor> {
    private final Cursor first;
    private final Cursor second;

    Twice(Cursor first, Cursor second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public CompletableFuture<Cursor> whenComplete(
        BiConsumer<? super Cursor, ? super Throwable> action) {
      action.accept(first, null);
      action.accept(first, null);
      action.accept(second, null);
      return this;
    }
  }

  @Test
  void aStageThatCompletesTwiceCountsOnceAndItsSecondValueIsClosed() {
    Cursor first = new Cursor();
    Cursor second = new Cursor();

    CompletableFuture<Cursor> call =
        harness.core.executeStage(READ, (endpoint, scope) -> new Twice(first, second));

    assertThat(call).isCompletedWithValue(first);
    CoreHarness.await("the second value is closed", () -> second.closed.get() == 1);
    assertThat(first.closed).hasValue(0);
    assertThat(harness.core.snapshot().operations().succeeded()).isEqualTo(1);
  }

  @Test
  void workThatThrowsBeforeItReturnsAStageHasFailed() {
    IllegalStateException own = new IllegalStateException("the application's own");

    assertThat(
            failureOf(
                harness.core.executeStage(
                    READ,
                    (endpoint, scope) -> {
                      throw new ConnectException("refused");
                    })))
        .isInstanceOf(TransientConnectionException.class);
    assertThat(
            failureOf(
                harness.core.executeStage(
                    READ,
                    (endpoint, scope) -> {
                      throw own;
                    })))
        .isSameAs(own);
    assertThat(inFlight()).isZero();
  }

  @Test
  @SuppressWarnings("NullAway") // that is the point
  void workThatReturnsNoStageIsToldSo() {
    assertThat(failureOf(harness.core.executeStage(READ, (endpoint, scope) -> null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("The work of operation 'find' returned no stage");
    assertThat(inFlight()).isZero();
  }

  @Test
  void theFailureOfAStageIsUnwrapped() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> call =
        harness.core.executeStage(READ, (endpoint, scope) -> stage.thenApply(any -> any));

    stage.completeExceptionally(new CompletionException(new ConnectException("refused")));

    assertThat(failureOf(call))
        .isInstanceOf(TransientConnectionException.class)
        .hasCauseInstanceOf(ConnectException.class);
    awaitIdle();
  }

  @Test
  void anErrorPassesUnchangedAndGivesThePermitBack() {
    AssertionError error = new AssertionError("a bug");

    assertThat(
            failureOf(
                harness.core.executeStage(
                    READ, (endpoint, scope) -> CompletableFuture.failedFuture(error))))
        .isSameAs(error);
    assertThat(inFlight()).isZero();
  }

  @Test
  void whatDependsOnTheFutureCannotStallTheClientsThread() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    AtomicReference<@Nullable String> thread = new AtomicReference<>();
    CompletableFuture<Void> slow =
        harness
            .core
            .executeStage(READ, (endpoint, scope) -> first)
            .thenAccept(
                any -> {
                  thread.set(Thread.currentThread().getName());
                  CoreHarness.await(release);
                });
    io.execute(() -> first.complete("one"));

    CompletableFuture<String> second =
        harness.core.executeStage(
            READ, (endpoint, scope) -> CompletableFuture.supplyAsync(() -> "two", io));

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("two");
    CoreHarness.await("the first is in its continuation", () -> thread.get() != null);
    assertThat(slow).isNotDone();
    assertThat(thread.get()).startsWith("connections-background");
    release.countDown();
    slow.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aStageThatTellsOfAnInterruptLeavesTheClientsThreadAlone() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> call = harness.core.executeStage(READ, (endpoint, scope) -> stage);

    boolean interrupted =
        CompletableFuture.supplyAsync(
                () -> {
                  stage.completeExceptionally(new InterruptedException("of another thread"));
                  return Thread.currentThread().isInterrupted();
                },
                io)
            .get(10, TimeUnit.SECONDS);

    assertThat(interrupted).isFalse();
    assertThat(failureOf(call)).hasMessageContaining("interrupted");
  }

  @Test
  void cancelingReachesTheAttemptAndClosesWhatItStillGives() {
    Cursor late = new Cursor();
    CompletableFuture<Cursor> stage = new CompletableFuture<>();
    CompletableFuture<Cursor> call =
        harness.core.executeStage(
            READ,
            (endpoint, scope) -> {
              scope.onCancel(() -> stage.complete(late));
              return stage;
            });

    assertThat(call.cancel(true)).isTrue();

    awaitIdle();
    CoreHarness.await("the late value is closed", () -> late.closed.get() == 1);
    assertThat(call).isCancelled();
  }

  @Test
  void aFailedStageIsTriedAgain() throws Exception {
    harness(retrying(Duration.ofMillis(1))).core.connect();
    AtomicInteger attempts = new AtomicInteger();

    String value =
        harness
            .core
            .executeStage(
                READ,
                (endpoint, scope) ->
                    attempts.incrementAndGet() < 3
                        ? CompletableFuture.<String>failedFuture(new ConnectException("refused"))
                        : CompletableFuture.completedFuture("attempt " + scope.number()))
            .get(10, TimeUnit.SECONDS);

    assertThat(value).isEqualTo("attempt 3");
    assertThat(harness.core.snapshot().operations().retries()).isEqualTo(2);
  }

  @Test
  void cancelingDuringABackOffEndsTheCallAtOnce() {
    harness(retrying(Duration.ofSeconds(3))).core.connect();
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<String> call =
        harness.core.executeStage(
            READ.deadline(Duration.ofSeconds(9)),
            (endpoint, scope) -> {
              attempts.incrementAndGet();
              return CompletableFuture.failedFuture(new ConnectException("refused"));
            });

    assertThat(call).as("it waits for its second attempt").isNotDone();
    assertThat(call.cancel(true)).isTrue();
    assertThat(attempts).hasValue(1);
    assertThat(inFlight()).isZero();
  }

  @Test
  void closingTheConnectionEndsWhatDoesNotComplete() {
    CompletableFuture<String> call =
        harness.core.executeStage(READ, (endpoint, scope) -> new CompletableFuture<>());

    harness.core.close(CoreHarness.in(Duration.ofMillis(50)));

    assertThat(failureOf(call)).isInstanceOf(ConnectionClosedException.class);
    assertThat(failureOf(harness.core.executeStage(READ, (endpoint, scope) -> call)))
        .isInstanceOf(ConnectionClosedException.class);
  }
}
