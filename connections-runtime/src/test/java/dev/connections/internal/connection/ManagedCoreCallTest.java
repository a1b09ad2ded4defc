package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.BulkheadFullException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.spi.Permit;
import dev.connections.testsupport.TestThreads;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ManagedCoreCallTest {

  private static final Operation READ = Operation.read("find");
  private static final Operation WRITE = Operation.nonIdempotent("place");

  private final CoreHarness harness = new CoreHarness();
  private final ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core = harness.core;
  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    harness.close();
    threads.shutdownNow();
  }

  /** Occupies a permit until {@link #release}; returns once it is held. */
  private Future<?> occupy(String operation) {
    return occupy(core, operation);
  }

  private Future<?> occupy(
      ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core, String operation) {
    CountDownLatch held = new CountDownLatch(1);
    Future<?> holder =
        threads.submit(
            () ->
                core.execute(
                    Operation.read(operation),
                    (endpoint, scope) -> {
                      held.countDown();
                      CoreHarness.await(release);
                      return true;
                    }));
    CoreHarness.await(held);
    return holder;
  }

  @Test
  void theFirstCallOpensAndItsValueComesBack() {
    String value = core.execute(READ, (endpoint, scope) -> "answer");

    assertThat(value).isEqualTo("answer");
    assertThat(harness.endpoint.opened).hasValue(1);
    assertThat(core.snapshot().operations().succeeded()).isEqualTo(1);
    assertThat(core.snapshot().lifecycle().generation()).isEqualTo(1);
  }

  @Test
  void acquireTimesOutWithTheNamesOfTheHolders() {
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core =
        harness.another("impatient", CoreHarness.IMPATIENT, TimeSource.system());
    occupy(core, "nightly-report");
    occupy(core, "monthly-report");

    AcquireTimeoutException refused =
        catchThrowableOfType(
            AcquireTimeoutException.class, () -> core.execute(READ, (endpoint, scope) -> "never"));

    assertThat(refused)
        .hasMessageContaining("nightly-report")
        .hasMessageContaining("monthly-report")
        .hasMessageContaining("by thread 'test-");
    assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(refused.diagnosis().state()).contains("permits 2 of 2 in use");
    assertThat(refused.diagnosis().nextStep()).isNotNull();
    assertThat(core.snapshot().operations().rejected()).isEqualTo(1);
    assertThat(core.snapshot().holders()).hasSize(2);
  }

  @Test
  void asManyMayWaitAsTwiceThePermitsAndTheNextIsTurnedAwayAtOnce() {
    occupy("a");
    occupy("b");
    List<Future<?>> waiters = new ArrayList<>();
    for (int waiter = 0; waiter < 4; waiter++) {
      waiters.add(threads.submit(() -> core.admit(READ)));
    }
    CoreHarness.await("a full line", () -> core.snapshot().operations().waiting() == 4);

    assertThatThrownBy(() -> core.execute(READ, (endpoint, scope) -> "never"))
        .isInstanceOf(BulkheadFullException.class)
        .hasMessageContaining("4 callers are waiting");
  }

  @Test
  void aNestedCallOnTheSameConnectionFailsAtOnceNamingTheOuterOperation() {
    assertThatThrownBy(
            () ->
                core.execute(
                    WRITE,
                    (endpoint, outer) ->
                        core.execute(READ, (same, inner) -> "would deadlock under load")))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("'place'")
        .hasMessageContaining("deadlock");
    assertThat(core.snapshot().operations().inFlight()).isZero();
    assertThat(core.<String>execute(READ, (endpoint, scope) -> "usable again"))
        .isEqualTo("usable again");
  }

  @Test
  void aCallWhileTheSameThreadHoldsALeaseFailsAtOnceAndWorksOnceTheLeaseIsClosed() {
    Permit<?> permit = core.admit(Operation.read("stream"));
    assertThatThrownBy(() -> core.execute(READ, (endpoint, scope) -> "never"))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("'stream'");
    permit.close();
    permit.close();

    assertThat(core.<String>execute(READ, (endpoint, scope) -> "fine")).isEqualTo("fine");
    assertThat(core.snapshot().operations().inFlight()).isZero();
  }

  @Test
  void aNestedCallOnAnotherConnectionInheritsTheSmallerRemainingDeadline() {
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> other =
        harness.another("other", CoreHarness.SHORT, TimeSource.system());
    Operation hurried = READ.deadline(Duration.ofMillis(700));

    Duration inner =
        core.execute(
            hurried,
            (endpoint, scope) ->
                other.execute(READ, (its, nested) -> nested.deadline().remaining()));

    assertThat(inner).isLessThanOrEqualTo(Duration.ofMillis(700));
    Duration alone = other.execute(READ, (endpoint, scope) -> scope.deadline().remaining());
    assertThat(alone).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void theDeadlineBreaksTheExchangeOffOnceOnAnotherThread() {
    CountDownLatch broken = new CountDownLatch(1);
    AtomicInteger cancellations = new AtomicInteger();
    AtomicReference<Thread> canceller = new AtomicReference<>();

    DeadlineExceededException late =
        catchThrowableOfType(
            DeadlineExceededException.class,
            () ->
                core.execute(
                    READ.attemptTimeout(Duration.ofMillis(100)),
                    (endpoint, scope) -> {
                      scope.onCancel(
                          () -> {
                            cancellations.incrementAndGet();
                            canceller.set(Thread.currentThread());
                            broken.countDown();
                          });
                      CoreHarness.await(broken);
                      throw new EOFException("socket closed under us");
                    }));

    assertThat(late.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(late.getCause()).isInstanceOf(EOFException.class);
    assertThat(cancellations).hasValue(1);
    assertThat(canceller.get()).isNotSameAs(Thread.currentThread());
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(core.snapshot().operations().failed()).isEqualTo(1);
  }

  @Test
  void aLateFailureOfWorkThatMustNotBeDoneTwiceIsAnUnknownOutcome() {
    assertThatThrownBy(
            () ->
                core.execute(
                    hurried(WRITE), (endpoint, scope) -> brokenOffIn(scope, Phase.RECEIVE)))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThatThrownBy(
            () ->
                core.execute(
                    hurried(WRITE), (endpoint, scope) -> brokenOffIn(scope, Phase.CONNECT)))
        .isInstanceOfSatisfying(
            DeadlineExceededException.class,
            early -> assertThat(early.outcome()).isEqualTo(Outcome.NOT_SENT));
  }

  private static Operation hurried(Operation operation) {
    return operation.attemptTimeout(Duration.ofMillis(50));
  }

  private static Object brokenOffIn(dev.connections.spi.AttemptScope scope, Phase phase)
      throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    scope.enter(phase);
    scope.onCancel(broken::countDown);
    CoreHarness.await(broken);
    throw new EOFException("closed");
  }

  @Test
  void workThatEndsLateButWellReturnsItsValueAndCountsAsSlow() {
    String value =
        core.execute(
            READ.attemptTimeout(Duration.ofMillis(60)),
            (endpoint, scope) -> {
              CoreHarness.await("canceled", scope::isCanceled);
              return "late but right";
            });

    assertThat(value).isEqualTo("late but right");
    assertThat(core.snapshot().operations().slow()).isEqualTo(1);
    assertThat(core.snapshot().operations().succeeded()).isEqualTo(1);
    assertThat(core.snapshot().operations().failed()).isZero();
  }

  @Test
  void aCancellationRegisteredAfterTheDeadlineRunsAtOnce() {
    AtomicInteger cancellations = new AtomicInteger();
    core.execute(
        READ.attemptTimeout(Duration.ofMillis(60)),
        (endpoint, scope) -> {
          CoreHarness.await("canceled", scope::isCanceled);
          scope.onCancel(cancellations::incrementAndGet);
          return true;
        });

    assertThat(cancellations).hasValue(1);
  }

  @Test
  void aStuckCancellationDoesNotHoldUpTheOthers() {
    CountDownLatch stuck = new CountDownLatch(1);
    Future<?> first =
        threads.submit(
            () ->
                core.execute(
                    READ.attemptTimeout(Duration.ofMillis(50)),
                    (endpoint, scope) -> {
                      scope.onCancel(() -> CoreHarness.await(release));
                      CoreHarness.await(stuck);
                      return true;
                    }));
    assertThatThrownBy(
            () ->
                core.execute(hurried(READ), (endpoint, scope) -> brokenOffIn(scope, Phase.RECEIVE)))
        .isInstanceOf(DeadlineExceededException.class);
    stuck.countDown();
    assertThat(first).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void theWatchdogWakesUpAfterALongQuietTime() {
    core.execute(READ, (endpoint, scope) -> true);
    CoreHarness.await("asleep", () -> harness.watchdog.isAsleep());

    assertThatThrownBy(
            () ->
                core.execute(hurried(READ), (endpoint, scope) -> brokenOffIn(scope, Phase.RECEIVE)))
        .isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void theApplicationsOwnExceptionsPassUnchangedAndAreNoFailuresOfTheConnection() {
    IllegalArgumentException own = new IllegalArgumentException("no such customer");

    assertThatThrownBy(
            () ->
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      throw own;
                    }))
        .isSameAs(own);
    assertThat(core.snapshot().operations().failed()).isZero();
    assertThat(harness.endpoint.probed).hasValue(0);
  }

  @Test
  void anUnclassifiedCheckedExceptionSaysThatItIsTheWorksOwn() {
    Exception own = new Exception("parse error near " + CoreHarness.SECRET);

    assertThatThrownBy(
            () ->
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      throw own;
                    }))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("checked exception of its own")
        .hasMessageNotContaining(CoreHarness.SECRET)
        .hasStackTraceContaining("***")
        .satisfies(
            seen -> assertThat(String.valueOf(seen.getCause())).doesNotContain(CoreHarness.SECRET));
    assertThat(core.snapshot().operations().failed()).isZero();
  }

  @Test
  void errorsPass() {
    AssertionError own = new AssertionError("in a test");
    assertThatThrownBy(
            () ->
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      throw own;
                    }))
        .isSameAs(own);
    assertThat(core.snapshot().operations().inFlight()).isZero();
  }

  @Test
  void aLostAnswerIsTransientForReadsAndUnknownForWrites() {
    assertThatThrownBy(
            () ->
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      throw new EOFException();
                    }))
        .isInstanceOf(TransientConnectionException.class);
    assertThatThrownBy(
            () ->
                core.execute(
                    WRITE,
                    (endpoint, scope) -> {
                      throw new EOFException();
                    }))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            lost -> assertThat(lost.diagnosis().phase()).isEqualTo(Phase.SEND));
  }

  @Test
  void afterACompletedExchangeEvenARefusedConnectionLeavesTheOutcomeOfAWriteUnknown() {
    assertThatThrownBy(
            () ->
                core.execute(
                    WRITE,
                    (endpoint, scope) -> {
                      throw new ConnectException("refused");
                    }))
        .isInstanceOfSatisfying(
            TransientConnectionException.class,
            first -> assertThat(first.outcome()).isEqualTo(Outcome.NOT_SENT));
    assertThatThrownBy(
            () ->
                core.execute(
                    WRITE,
                    (endpoint, scope) -> {
                      scope.exchangeCompleted();
                      throw new ConnectException("refused");
                    }))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("may have been applied");
  }

  @Test
  void anInterruptIsReportedAndTheFlagIsSetAgain() {
    occupy("a");
    occupy("b");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> core.execute(READ, (endpoint, scope) -> "never"))
        .isInstanceOf(ConnectionInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(
            () ->
                harness
                    .another("other", CoreHarness.SHORT, TimeSource.system())
                    .execute(
                        READ,
                        (endpoint, scope) -> {
                          throw new InterruptedException();
                        }))
        .isInstanceOf(ConnectionInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptBreaksOffAnExchangeThatDoesNotNoticeItAndKeepsTheFlag() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread caller =
        TestThreads.thread(
            "test",
            () -> {
              try {
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      CountDownLatch cut = new CountDownLatch(1);
                      scope.onCancel(cut::countDown);
                      begun.countDown();
                      while (cut.getCount() > 0) {
                        Thread.onSpinWait(); // as a driver in native code: deaf to interrupts
                      }
                      throw new EOFException("closed");
                    });
              } catch (RuntimeException failure) {
                seen.set(failure);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    CoreHarness.await(begun);
    caller.interrupt();
    caller.join();

    assertThat(seen.get())
        .isInstanceOfSatisfying(
            ConnectionInterruptedException.class,
            failure -> assertThat(failure.diagnosis().attempts()).isEqualTo(1));
    assertThat(flag).isTrue();
    assertThat(core.snapshot().operations().failed()).isZero();
  }

  @Test
  void anAttemptThatCannotBeginIsNotBegun() {
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> other =
        harness.another("other", CoreHarness.SHORT, TimeSource.system());
    AtomicInteger begun = new AtomicInteger();
    other.connect();

    assertThatThrownBy(
            () ->
                core.execute(
                    READ.attemptTimeout(Duration.ofMillis(50)),
                    (endpoint, scope) -> {
                      CoreHarness.await("expired", () -> scope.deadline().isExpired());
                      return other.execute(READ, (its, inner) -> begun.incrementAndGet());
                    }))
        .isInstanceOfSatisfying(
            DeadlineExceededException.class,
            late -> {
              assertThat(late.connection()).isEqualTo("other");
              assertThat(late.outcome()).isEqualTo(Outcome.NOT_SENT);
            });
    assertThat(begun).hasValue(0);
    assertThat(other.snapshot().operations().rejected()).isEqualTo(1);
  }

  // An outsider: Operation.timeouts("misspelled") was taken for the ordinary limits.
  @Test
  void aClassOfTimeLimitsThatTheConnectionDoesNotHaveIsRefusedBeforeAnythingBegins() {
    Operation misspelled = READ.timeouts("fiel");
    String message =
        "Operation 'find' has the class of time limits 'fiel', which connection 'db' does not have;"
            + " it has none. Correct Operation.timeouts(…), or configure"
            + " connections.db.timeouts.classes.fiel";

    assertThatThrownBy(() -> core.execute(misspelled, (endpoint, scope) -> "never"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> core.executeAsync(misspelled, (endpoint, scope) -> "never"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    String value = core.execute(READ, (endpoint, scope) -> "no permit was lost");
    assertThat(value).isNotNull();
  }
}
