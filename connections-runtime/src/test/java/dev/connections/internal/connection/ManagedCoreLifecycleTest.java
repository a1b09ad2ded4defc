package dev.connections.internal.connection;

import static dev.connections.internal.connection.CoreHarness.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.CloseReport;
import dev.connections.CloseReport.Ending;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Permit;
import dev.connections.testsupport.TestThreads;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ManagedCoreLifecycleTest {

  private static final Operation READ = Operation.read("find");

  private final CoreHarness harness = new CoreHarness();
  private final ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core = harness.core;
  private final FakeEndpoint endpoint = harness.endpoint;
  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    harness.close();
    threads.shutdownNow();
  }

  /** A permit that was taken by a thread of its own: this one may hold only one. */
  private Permit<?> admitElsewhere() {
    FutureTask<Permit<?>> admission = new FutureTask<>(() -> core.admit(READ));
    TestThreads.thread("test", admission).start();
    try {
      return admission.get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError(failure);
    }
  }

  private LifecycleState state() {
    return core.snapshot().lifecycle().state();
  }

  @Test
  void aConnectionThatNoOneUsedIsAsOldAsItsConfiguration() {
    StoppedTime time = new StoppedTime();
    ManagedCore<?, ?> idle = harness.another("idle", CoreHarness.SHORT, time);
    Instant made = time.now();
    time.advance(Duration.ofMinutes(5));

    assertThat(idle.snapshot().lifecycle().since()).isEqualTo(made);
    assertThat(idle.snapshot().createdAt()).isEqualTo(made);
    assertThat(idle.snapshot().age()).hasMinutes(5);
    assertThat(idle.close(in(Duration.ofSeconds(1))).ending()).isEqualTo(Ending.NEVER_OPENED);
  }

  @Test
  void theFirstAsynchronousCallOfAClosedConnectionIsRejected() {
    core.close(in(Duration.ofSeconds(1)));

    assertThat(core.executeAsync(READ, (endpoint, scope) -> "never"))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ConnectionClosedException.class);
  }

  @Test
  void theFirstSubscriptionOfAClosedConnectionIsRejected() {
    core.close(in(Duration.ofSeconds(1)));

    assertThatThrownBy(() -> core.subscribe("orders", (endpoint, scope, deadline) -> () -> {}))
        .isInstanceOf(ConnectionClosedException.class);
  }

  @Test
  void fiftyThreadsAtOnceOpenOnce() throws Exception {
    endpoint.capacity = 50;
    CountDownLatch ready = new CountDownLatch(50);
    endpoint.onOpen = deadline -> CoreHarness.await(ready);
    List<Future<String>> callers = new ArrayList<>();
    for (int caller = 0; caller < 50; caller++) {
      callers.add(
          threads.submit(
              () -> {
                ready.countDown();
                return core.execute(READ, (endpoint, scope) -> "in");
              }));
    }
    for (Future<String> caller : callers) {
      assertThat(caller.get()).isEqualTo("in");
    }
    assertThat(endpoint.opened).hasValue(1);
  }

  @Test
  void simultaneousCallersShareOneFailureAndTheNextUseTriesAgain() throws Exception {
    CountDownLatch refuse = new CountDownLatch(1);
    endpoint.onOpen =
        deadline -> {
          CoreHarness.await(refuse);
          throw new ConnectException("refused " + CoreHarness.SECRET);
        };
    List<Future<?>> callers = new ArrayList<>();
    for (int caller = 0; caller < 10; caller++) {
      callers.add(threads.submit(core::connect));
    }
    CoreHarness.await("opening", () -> state() == LifecycleState.CONNECTING);
    refuse.countDown();

    for (Future<?> caller : callers) {
      assertThatThrownBy(caller::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(TransientConnectionException.class)
          .hasMessageContaining("refused ***");
    }
    int shared = endpoint.opened.get();
    assertThat(shared).isLessThan(10);
    assertThat(state()).isEqualTo(LifecycleState.BROKEN);
    assertThat(core.snapshot().lifecycle().cause()).contains("refused ***");
    assertThat(core.health().status()).isEqualTo(HealthStatus.DOWN);

    endpoint.onOpen = deadline -> {};
    assertThat(core.<String>execute(READ, (endpoint, scope) -> "back")).isEqualTo("back");
    assertThat(state()).isEqualTo(LifecycleState.CONNECTED);
    assertThat(core.health().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void aCallerWithLittleTimeLeavesWhileOpeningGoesOnForTheOthers() {
    endpoint.onOpen = deadline -> CoreHarness.await(release);
    Future<String> patient =
        threads.submit(() -> core.execute(READ, (endpoint, scope) -> "patient"));
    CoreHarness.await("opening", () -> state() == LifecycleState.CONNECTING);

    assertThatThrownBy(
            () ->
                core.execute(READ.deadline(Duration.ofMillis(60)), (endpoint, scope) -> "hurried"))
        .isInstanceOfSatisfying(
            DeadlineExceededException.class,
            late -> assertThat(late.outcome()).isEqualTo(Outcome.NOT_SENT));
    release.countDown();
    assertThat(patient).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("patient");
    assertThat(endpoint.opened).hasValue(1);
  }

  @Test
  void aDriverThatIgnoresItsDeadlineDoesNotKeepCallersBeyondTheConnectTimeout() {
    endpoint.onOpen = deadline -> new CountDownLatch(1).await(); // gives up only if interrupted

    assertThatThrownBy(core::connect).isInstanceOf(ConnectionException.class);
    CoreHarness.await("given up", () -> state() == LifecycleState.BROKEN);
    endpoint.onOpen = deadline -> {};
    core.connect();
    assertThat(state()).isEqualTo(LifecycleState.CONNECTED);
  }

  @Test
  void oneLostPhysicalConnectionOfAServerThatAnswersBreaksNothing() {
    assertThatThrownBy(() -> core.execute(READ, (endpoint, scope) -> lost())).isNotNull();

    CoreHarness.await("the probe", () -> endpoint.probed.get() == 1);
    CoreHarness.await("up again", () -> core.health().status() == HealthStatus.UP);
    assertThat(state()).isEqualTo(LifecycleState.CONNECTED);
    assertThat(core.snapshot().lifecycle().generation()).isEqualTo(1);
    assertThat(endpoint.closed).hasValue(0);
  }

  private static Object lost() throws Exception {
    throw new EOFException("reset");
  }

  @Test
  void aLostServerIsBrokenOnceAProbeConfirmsItAndTheNextUseRecoversWithoutReopening() {
    core.connect();
    endpoint.onProbe =
        deadline -> {
          throw new ConnectException("refused");
        };
    assertThatThrownBy(() -> core.execute(READ, (endpoint, scope) -> lost())).isNotNull();
    CoreHarness.await("confirmed", () -> state() == LifecycleState.BROKEN);
    CoreHarness.await("the verdict", () -> core.health().status() == HealthStatus.DOWN);
    assertThat(core.health().problem()).contains("refused");

    endpoint.onProbe = deadline -> {};
    core.connect();

    assertThat(state()).isEqualTo(LifecycleState.CONNECTED);
    assertThat(core.snapshot().lifecycle().generation()).isEqualTo(2);
    assertThat(core.health().status()).isEqualTo(HealthStatus.UP);
    assertThat(endpoint.opened).as("the client mended itself").hasValue(1);
    assertThat(endpoint.closed).hasValue(0);
  }

  @Test
  void aClientThatDoesNotMendItselfIsReplacedOnlyWhenNobodyUsesIt() {
    Permit<?> lease = core.admit(READ);
    endpoint.onProbe =
        deadline -> {
          throw new ConnectException("this client is dead");
        };
    core.checkHealth();
    assertThat(state()).isEqualTo(LifecycleState.BROKEN);

    Future<?> attempt = threads.submit(core::connect);
    assertThat(attempt).failsWithin(Duration.ofSeconds(10));
    assertThat(endpoint.closed).as("still lent").hasValue(0);

    lease.close();
    core.connect();
    assertThat(endpoint.closed).hasValue(1);
    assertThat(endpoint.opened).hasValue(2);
    assertThat(state()).isEqualTo(LifecycleState.CONNECTED);
  }

  @Test
  void healthIsUnknownBeforeTheFirstUseAndACheckOpens() {
    assertThat(core.health().status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(core.snapshot().operations().inFlight()).isZero();
    assertThat(endpoint.opened).hasValue(0);

    Health health = core.checkHealth();

    assertThat(health.status()).isEqualTo(HealthStatus.UP);
    assertThat(health.data()).containsEntry("server", "Fake").containsEntry("version", "1.2");
    assertThat(endpoint.opened).hasValue(1);
  }

  @Test
  void aRecentSuccessIsAnAnswerWithoutAProbe() {
    core.execute(READ, (endpoint, scope) -> true);

    assertThat(core.checkHealth().status()).isEqualTo(HealthStatus.UP);
    assertThat(endpoint.probed).hasValue(0);
  }

  @Test
  void checksAtTheSameTimeShareOneProbe() throws Exception {
    core.connect();
    endpoint.onProbe = deadline -> CoreHarness.await(release);
    List<Future<Health>> checks = new ArrayList<>();
    for (int check = 0; check < 20; check++) {
      checks.add(threads.submit(core::checkHealth));
    }
    CoreHarness.await("the probe", () -> endpoint.probed.get() == 1);
    release.countDown();
    for (Future<Health> check : checks) {
      assertThat(check.get().status()).isEqualTo(HealthStatus.UP);
    }
    assertThat(endpoint.probed.get()).isLessThan(20);
  }

  @Test
  void aProbeThatHangsIsDownAfterTheHealthTimeout() {
    core.connect();
    endpoint.onProbe = deadline -> CoreHarness.await(release);

    Health health = core.checkHealth();

    assertThat(health.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(health.problem()).contains(CoreHarness.SHORT.health().toMillis() + " ms");
    assertThat(state()).isEqualTo(LifecycleState.BROKEN);
  }

  @Test
  void aSaturatedConnectionIsDegradedAndNotDown() {
    Permit<?> first = core.admit(READ);
    admitElsewhere();
    Future<?> waiter = threads.submit(() -> core.execute(READ, (endpoint, scope) -> true));
    CoreHarness.await("a waiter", () -> core.snapshot().operations().waiting() == 1);

    Health health = core.health();

    assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(health.problem())
        .contains("2 of 2 permits", "bulkhead.maxWaiting", "timeouts.acquire");
    first.close();
    assertThat(waiter).succeedsWithin(Duration.ofSeconds(10));
  }

  /** A probe is answered while callers wait, as after an outage. */
  @Test
  void aSaturationThatIsOverIsToldAlsoIfNoCallerWasRejected() {
    Operation patient = READ.deadline(Duration.ofSeconds(9));
    try (CoreHarness stopped = new CoreHarness(CoreHarness.SHORT, new StoppedTime())) {
      Permit<?> first = stopped.core.admit(patient);
      FutureTask<Permit<?>> second = new FutureTask<>(() -> stopped.core.admit(patient));
      TestThreads.thread("holder", second).start();
      CoreHarness.await("a second holder", second::isDone);
      stopped.advance(Duration.ofSeconds(4));
      Future<?> waiter =
          threads.submit(() -> stopped.core.execute(patient, (endpoint, scope) -> true));
      CoreHarness.await("a waiter", () -> stopped.core.snapshot().operations().waiting() == 1);
      stopped.core.checkHealth();
      CoreHarness.await("it is told", () -> lastTold(stopped) == HealthStatus.DEGRADED);

      first.close();

      assertThat(waiter).succeedsWithin(Duration.ofSeconds(10));
      stopped.advanceUntil(
          "UP is told",
          Duration.ofMillis(500),
          Duration.ofSeconds(3),
          () -> lastTold(stopped) == HealthStatus.UP);
    }
  }

  private static HealthStatus lastTold(CoreHarness harness) {
    List<ConnectionEvent.HealthChanged> told = harness.told(ConnectionEvent.HealthChanged.class);
    return told.isEmpty() ? HealthStatus.UNKNOWN : told.get(told.size() - 1).to();
  }

  @Test
  void closingWakesWaitersAtOnceWhileBorrowersFinish() throws Exception {
    Permit<?> first = core.admit(READ);
    Permit<?> held = admitElsewhere();
    Future<?> waiter =
        threads.submit(
            () -> core.execute(READ.deadline(Duration.ofSeconds(9)), (endpoint, scope) -> 1));
    CoreHarness.await("a waiter", () -> core.snapshot().operations().waiting() == 1);

    Future<CloseReport.Entry> closing =
        threads.submit(() -> core.close(in(Duration.ofSeconds(10))));

    assertThatThrownBy(waiter::get).cause().isInstanceOf(ConnectionClosedException.class);
    assertThat(state()).isEqualTo(LifecycleState.DRAINING);
    assertThat(closing.isDone()).isFalse();
    assertThatThrownBy(() -> core.admit(READ)).isInstanceOf(ConnectionException.class);
    first.close();
    held.close();
    CloseReport.Entry report = closing.get();
    assertThat(report.ending()).isEqualTo(Ending.DRAINED);
    assertThat(report.aborted()).isEmpty();
    assertThat(state()).isEqualTo(LifecycleState.CLOSED);
    assertThat(endpoint.closed).hasValue(1);
    assertThatThrownBy(core::connect).isInstanceOf(ConnectionClosedException.class);
    assertThat(core.checkHealth().status()).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void whatDoesNotComeBackByTheDeadlineIsAbortedAndNamed() throws Exception {
    AtomicInteger aborts = new AtomicInteger();
    core.connect();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch broken = new CountDownLatch(1);
    Future<?> endless =
        threads.submit(
            () ->
                core.execute(
                    Operation.read("endless"),
                    (endpoint, scope) -> {
                      scope.onCancel(broken::countDown);
                      begun.countDown();
                      CoreHarness.await(broken);
                      throw new EOFException("closed under us");
                    }));
    CoreHarness.await(begun);
    Permit<?> lease = core.admit(Operation.read("forgotten"));
    lease.onCancel(
        () -> {
          aborts.incrementAndGet();
          lease.close();
        });

    CloseReport.Entry report = core.close(in(Duration.ofMillis(80)));

    assertThat(report.ending()).isEqualTo(Ending.ABORTED);
    assertThat(report.aborted())
        .extracting("operation")
        .containsExactlyInAnyOrder("endless", "forgotten");
    assertThatThrownBy(endless::get).cause().isInstanceOf(ConnectionClosedException.class);
    assertThat(aborts).hasValue(1);
    assertThat(endpoint.aborted).hasValue(1);
    assertThat(endpoint.closed).hasValue(1);
    assertThat(core.snapshot().operations().inFlight()).isZero();
  }

  @Test
  void closingTwiceGivesTheSameReportAndReleasesOnce() throws Exception {
    core.connect();
    Future<CloseReport.Entry> other = threads.submit(() -> core.close(in(Duration.ofSeconds(1))));
    CloseReport.Entry report = core.close(in(Duration.ofSeconds(1)));

    assertThat(other.get()).isSameAs(report);
    assertThat(core.close(in(Duration.ZERO))).isSameAs(report);
    assertThat(endpoint.closed).hasValue(1);
  }

  @Test
  void whatWasNeverOpenedIsNotReleased() {
    CloseReport.Entry report = core.close(in(Duration.ofSeconds(1)));

    assertThat(report.ending()).isEqualTo(Ending.NEVER_OPENED);
    assertThat(endpoint.closed).hasValue(0);
  }

  @Test
  void closingWhileOpeningLeavesNothingOpen() {
    endpoint.onOpen = deadline -> awaitWhateverHappens();
    Future<?> caller = threads.submit(core::connect);
    CoreHarness.await("opening", () -> endpoint.opened.get() == 1);
    Future<CloseReport.Entry> closing = threads.submit(() -> core.close(in(Duration.ofSeconds(5))));

    assertThatThrownBy(caller::get).cause().isInstanceOf(ConnectionClosedException.class);
    release.countDown();
    assertThat(closing).succeedsWithin(Duration.ofSeconds(10));
    assertThat(state()).isEqualTo(LifecycleState.CLOSED);
    assertThat(endpoint.closed).as("opened late, released all the same").hasValue(1);
  }

  /** A driver that cannot be interrupted. */
  private void awaitWhateverHappens() {
    while (release.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aFailureToReleaseIsReported() {
    core.connect();
    endpoint.onClose =
        deadline -> {
          throw new IllegalStateException("no " + CoreHarness.SECRET);
        };
    CloseReport.Entry report = core.close(in(Duration.ofSeconds(1)));

    assertThat(report.ending()).isEqualTo(Ending.FAILED);
    assertThat(report.problem()).contains("no ***");
    assertThat(state()).isEqualTo(LifecycleState.CLOSED);
  }

  @Test
  void aBugInOpeningIsAPermanentFailure() {
    endpoint.onOpen =
        deadline -> {
          throw new IllegalStateException("bug");
        };
    assertThatThrownBy(core::connect)
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("bug");
  }

  @Test
  void allThatHappenedIsHeardInOrderAndWithoutGaps() {
    core.execute(READ, (endpoint, scope) -> true);
    core.close(in(Duration.ofSeconds(1)));
    harness.hub.close(Duration.ofSeconds(5));

    assertThat(harness.events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "StateChanged",
            "StateChanged",
            "Opened",
            "HealthChanged",
            "StateChanged",
            "StateChanged",
            "Closed");
    assertThat(harness.events)
        .extracting(ConnectionEvent::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 7).boxed().toList());
  }
}
