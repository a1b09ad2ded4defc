package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.Percentage;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionEvent.HealthChanged;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.Permit;
import dev.connections.spi.ProbeResult;
import dev.connections.spi.SocketFailures;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is found out and mended without anybody calling. */
@Timeout(30)
class SupervisionTest {

  private static final Operation FIND = Operation.read("find");
  private static final Duration STEP = Duration.ofMillis(20);

  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch release = new CountDownLatch(1);
  private final StoppedTime clock = new StoppedTime();
  private CoreHarness harness = new CoreHarness();

  @AfterEach
  void stop() {
    release.countDown();
    harness.close();
    threads.shutdownNow();
  }

  private static ResilienceSettings judging(int failAfter, int recoverAfter) {
    return new ResilienceSettings(
        Retry.NONE,
        new Circuit(
            true,
            Percentage.parse("50%"),
            Duration.ofSeconds(30),
            2,
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            1,
            Optional.empty()),
        Optional.empty(),
        new Monitoring(Duration.ofSeconds(30), failAfter, recoverAfter),
        Failover.DEFAULT);
  }

  private FakeEndpoint stopped(int failAfter, int recoverAfter) {
    harness.close();
    harness =
        new CoreHarness(CoreHarness.SHORT, clock, judging(failAfter, recoverAfter), "primary");
    return harness.at("primary");
  }

  private FakeEndpoint running(int failAfter, int recoverAfter) {
    harness.close();
    harness =
        new CoreHarness(
            CoreHarness.SHORT, TimeSource.system(), judging(failAfter, recoverAfter), "primary");
    return harness.at("primary");
  }

  private LifecycleState state() {
    return harness.core.snapshot().lifecycle().state();
  }

  private HealthStatus status() {
    return harness.core.health().status();
  }

  /** One probe, whatever is known already. */
  private void silence(Duration length) {
    harness.advance(length);
  }

  @Test
  void aBrokenEndpointIsOpenedAgainWithGrowingJitteredPauses() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    List<Long> tries = Collections.synchronizedList(new ArrayList<>());
    endpoint.cut();
    endpoint.onOpen =
        deadline -> {
          tries.add(clock.nanoTime());
          throw new ConnectException("refused");
        };
    silence(Duration.ofSeconds(4));
    harness.core.checkHealth();
    assertThat(state()).isEqualTo(LifecycleState.BROKEN);
    tries.add(clock.nanoTime());

    harness.advanceUntil("tries", STEP, Duration.ofSeconds(20), () -> tries.size() > 9);

    List<Long> pauses = new ArrayList<>();
    for (int each = 1; each < tries.size(); each++) {
      pauses.add((tries.get(each) - tries.get(each - 1)) / 1_000_000);
    }
    assertPause(pauses.get(0), 100);
    assertPause(pauses.get(1), 200);
    assertPause(pauses.get(2), 400);
    assertPause(pauses.get(3), 800);
    pauses.subList(4, 9).forEach(pause -> assertPause(pause, 1_000));
    assertThat(Set.copyOf(pauses.subList(4, 9))).hasSizeGreaterThan(1);
  }

  /** A fifth more or less, and up to two steps of the clock until the last failure was told. */
  private static void assertPause(long millis, long around) {
    assertThat(millis).isBetween(around * 8 / 10, around * 12 / 10 + 2 * STEP.toMillis());
  }

  @Test
  void whatNobodyMendsForAMinuteIsTriedOnceAnInterval() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    endpoint.cut();
    silence(Duration.ofSeconds(4));
    harness.core.checkHealth();
    for (int step = 0; step < 400; step++) {
      harness.advance(Duration.ofMillis(250));
    }
    int eager = endpoint.opened.get();
    assertThat(eager).isBetween(50, 70);
    for (int step = 0; step < 120; step++) {
      harness.advance(Duration.ofSeconds(1));
    }
    assertThat(endpoint.opened.get() - eager).isBetween(2, 6);
  }

  @Test
  void refusedCredentialsAreNotTriedAgainForHalfAMinute() {
    FakeEndpoint endpoint = stoppedWithCredentials();
    endpoint.onOpen =
        deadline -> {
          throw new SecurityException("wrong password");
        };
    assertThatThrownBy(harness.core::connect).isInstanceOf(ConnectionException.class);
    CoreHarness.await("it has told", () -> status() == HealthStatus.DOWN);

    Duration waited =
        harness.advanceUntil(
            "again",
            Duration.ofMillis(250),
            Duration.ofSeconds(40),
            () -> endpoint.opened.get() == 2);

    assertThat(waited).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(32));
  }

  private FakeEndpoint stoppedWithCredentials() {
    FakeEndpoint endpoint = stopped(3, 2);
    endpoint.classifier =
        (failure, phase) ->
            failure instanceof SecurityException
                ? FailureClassification.answered(Kind.AUTHENTICATION, "wrong password", null)
                : SocketFailures.INSTANCE.classify(failure, phase);
    return endpoint;
  }

  /** The words an operator searches for stood in the log only if opening was refused. */
  @Test
  void aProbeThatIsRefusedIsToldAsFailedAuthentication() {
    FakeEndpoint endpoint = stoppedWithCredentials();
    harness.core.connect();
    FakeEndpoint.Behaviour refuse =
        deadline -> {
          throw new SecurityException("wrong password");
        };
    endpoint.onOpen = refuse;
    endpoint.onProbe = refuse;
    silence(Duration.ofSeconds(4));
    harness.core.checkHealth();

    assertThat(harness.core.snapshot().health().problem())
        .startsWith("authentication failed: probe failed: SecurityException: wrong password");
    assertThat(harness.core.snapshot().lifecycle().cause()).startsWith("authentication failed: ");
  }

  @Test
  void anIsolatedEndpointIsLeftAloneAndOpenedOnceItsIsolationIsOver() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    endpoint.cut();
    silence(Duration.ofSeconds(4));
    harness.core.checkHealth();
    harness.core.isolate("primary", Duration.ofSeconds(20), "looks odd");
    harness.advance(Duration.ofSeconds(2));
    int opened = endpoint.opened.get();
    endpoint.mend();
    for (int second = 0; second < 17; second++) {
      harness.advance(Duration.ofSeconds(1));
    }
    assertThat(endpoint.opened).hasValue(opened);
    harness.advanceUntil(
        "open",
        Duration.ofMillis(250),
        Duration.ofSeconds(5),
        () -> state() == LifecycleState.CONNECTED);
  }

  @Test
  void itIsDownAfterSeveralFailuresInARowAndUpAfterSeveralAnswers() {
    FakeEndpoint endpoint = stopped(3, 3);
    harness.core.connect();
    assertThat(status()).isEqualTo(HealthStatus.UP);
    endpoint.cut();
    silence(Duration.ofSeconds(4));
    harness.core.checkHealth();
    assertThat(state()).isEqualTo(LifecycleState.BROKEN);
    assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
    harness.advanceUntil("down", STEP, Duration.ofSeconds(2), () -> status() == HealthStatus.DOWN);

    endpoint.mend();
    CountDownLatch third = new CountDownLatch(1);
    int before = endpoint.probed.get();
    endpoint.onProbe =
        deadline -> {
          if (endpoint.probed.get() == before + 2) { // opening was the first answer
            CoreHarness.await(third);
          }
        };
    clock.advance(Duration.ofSeconds(2));
    CoreHarness.await("open", () -> state() == LifecycleState.CONNECTED);
    CoreHarness.await("third answer", () -> endpoint.probed.get() == before + 2);
    assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
    third.countDown();
    CoreHarness.await("up", () -> status() == HealthStatus.UP);
    CoreHarness.await("told", () -> harness.told(HealthChanged.class).size() >= 5);
    assertThat(harness.told(HealthChanged.class))
        .extracting(HealthChanged::to)
        .containsSubsequence(
            HealthStatus.UP,
            HealthStatus.DEGRADED,
            HealthStatus.DOWN,
            HealthStatus.DEGRADED,
            HealthStatus.UP);
  }

  @Test
  void aProbeThatHangsIsNoAnswerAlthoughNobodyWaitsForIt() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    endpoint.onOpen =
        deadline -> {
          throw new ConnectException("refused");
        };
    endpoint.onProbe =
        deadline -> {
          asked.countDown();
          try {
            release.await();
          } catch (InterruptedException interrupt) {
            interrupted.countDown();
            throw interrupt;
          }
        };
    clock.advance(Duration.ofSeconds(37)); // silent for an interval
    CoreHarness.await(asked);
    assertThat(state()).isEqualTo(LifecycleState.CONNECTED);
    clock.advance(CoreHarness.SHORT.health());
    CoreHarness.await("broken", () -> state() != LifecycleState.CONNECTED);
    CoreHarness.await(interrupted);
  }

  @Test
  void silenceIsEndedByAProbeAndTrafficMakesItUnnecessary() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    for (int second = 0; second < 60; second++) {
      harness.core.execute(FIND, (used, scope) -> "an answer");
      harness.advance(Duration.ofSeconds(1));
    }
    assertThat(endpoint.probed).hasValue(0);
    for (int second = 0; second < 100; second++) {
      harness.advance(Duration.ofSeconds(1));
    }
    assertThat(endpoint.probed.get()).isBetween(2, 5);
  }

  @Test
  void probesNeedNoPermitAndFiftyWhoAskShareOne() throws Exception {
    FakeEndpoint endpoint = running(3, 2);
    endpoint.capacity = 1;
    Permit<?> all = threads.submit(() -> harness.core.admit(FIND)).get();
    CountDownLatch probing = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    endpoint.onProbe =
        deadline -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          probing.countDown();
          CoreHarness.await(release);
          atOnce.decrementAndGet();
        };
    all.failed(new SocketTimeoutException("no answer"), dev.connections.failure.Phase.RECEIVE);
    CoreHarness.await(probing);
    List<Future<HealthStatus>> askers = new ArrayList<>();
    for (int asker = 0; asker < 50; asker++) {
      askers.add(threads.submit(() -> harness.core.checkHealth().status()));
    }
    release.countDown();
    for (Future<HealthStatus> asker : askers) {
      assertThat(asker.get()).isEqualTo(HealthStatus.UP);
    }
    assertThat(most).hasValue(1);
    all.close();
  }

  /** Often enough for the circuit to stay closed after some failures. */
  private void work() {
    for (int call = 0; call < 9; call++) {
      harness.core.execute(FIND, (used, scope) -> "works");
    }
  }

  /** A server that hung was down after 3 to 12 s, as each probe waited for its whole limit. */
  @Test
  void usesThatFailedAndAProbeThatConfirmsItAreFailuresInARow() {
    FakeEndpoint endpoint = stopped(4, 2);
    harness.core.connect();
    work();
    clock.advance(Duration.ofMillis(1));
    CountDownLatch answer = new CountDownLatch(1);
    endpoint.onProbe =
        deadline -> {
          CoreHarness.await(answer);
          throw new SocketTimeoutException("Read timed out");
        };
    endpoint.onOpen = endpoint.onProbe;
    for (int use = 0; use < 3; use++) {
      fail();
      assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
    }
    answer.countDown();

    CoreHarness.await("down", () -> status() == HealthStatus.DOWN);
    assertThat(endpoint.opened).as("opened again meanwhile").hasValueLessThanOrEqualTo(2);
  }

  @Test
  void usesThatFailWhileAProbeIsNotAnsweredForASecondAreEnough() {
    harness.close();
    Timeouts patient =
        new Timeouts(
            CoreHarness.SHORT.total(),
            CoreHarness.SHORT.attempt(),
            CoreHarness.SHORT.acquire(),
            CoreHarness.SHORT.connect(),
            Duration.ofSeconds(3),
            CoreHarness.SHORT.drain());
    harness = new CoreHarness(patient, clock, judging(3, 2), "primary");
    FakeEndpoint endpoint = harness.at("primary");
    harness.core.connect();
    work();
    clock.advance(Duration.ofMillis(1));
    CountDownLatch asked = new CountDownLatch(1);
    endpoint.onProbe =
        deadline -> {
          asked.countDown();
          CoreHarness.await(release);
        };
    for (int use = 0; use < 3; use++) {
      getNoAnswer();
    }
    CoreHarness.await(asked);
    clock.advance(Duration.ofMillis(990));
    assertThat(status()).isEqualTo(HealthStatus.UP);

    clock.advance(Duration.ofMillis(20));

    CoreHarness.await("down", () -> status() == HealthStatus.DOWN);
    assertThat(harness.core.health().problem())
        .startsWith("probe has no answer after 1000 ms, and uses failed in a row: 3")
        .contains("no answer");
    release.countDown();
    CoreHarness.await("up again", () -> status() == HealthStatus.UP);
  }

  /** A query that takes too long, or a caller with little time, says little of the server. */
  @Test
  void aUseWithoutAnAnswerInItsTimeIsLookedIntoAndChangesNothingIfAProbeIsAnswered() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    work();
    getNoAnswer();
    CoreHarness.await("looked into", () -> endpoint.probed.get() == 1);
    harness.advance(Duration.ofSeconds(2));

    assertThat(harness.told(HealthChanged.class))
        .extracting(HealthChanged::to)
        .containsExactly(HealthStatus.UP);
  }

  @Test
  void aUseThatSucceedsEndsWhatUsesHaveFailedInARow() {
    FakeEndpoint endpoint = stopped(4, 2);
    harness.core.connect();
    work();
    CountDownLatch answer = new CountDownLatch(1);
    endpoint.onProbe =
        deadline -> {
          CoreHarness.await(answer);
          throw new SocketTimeoutException("Read timed out");
        };
    endpoint.onOpen = deadline -> CoreHarness.await(release);
    for (int use = 0; use < 3; use++) {
      fail();
    }
    clock.advance(Duration.ofMillis(5));
    harness.core.execute(FIND, (used, scope) -> "works");
    clock.advance(Duration.ofMillis(5));
    answer.countDown();

    CoreHarness.await("broken", () -> state() != LifecycleState.CONNECTED);
    assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
  }

  /** One call and one probe that were answered with 503 took a service out of its cluster. */
  @Test
  void aServerThatSaysItIsUnwellIsDownOnceItHasSaidSoSeveralTimesInARow() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    work();
    clock.advance(Duration.ofMillis(5));
    endpoint.finding = new ProbeResult("answered with 503", Map.of());
    fail();
    CoreHarness.await("asked", () -> "answered with 503".equals(harness.core.health().problem()));
    assertThat(status()).isEqualTo(HealthStatus.DEGRADED);

    harness.advance(Duration.ofMillis(1_010));

    CoreHarness.await("down", () -> status() == HealthStatus.DOWN);
    assertThat(state()).isEqualTo(LifecycleState.CONNECTED);
  }

  @Test
  void anErrorShortlyAfterAProbeIsLookedIntoAsWell() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    for (int call = 0; call < 9; call++) {
      harness.core.execute(FIND, (used, scope) -> "so that the circuit stays closed");
    }
    fail();
    CoreHarness.await("looked into", () -> endpoint.probed.get() == 1);
    CoreHarness.await("up", () -> status() == HealthStatus.UP);
    harness.advance(Duration.ofMillis(300));
    fail();
    assertThat(endpoint.probed).hasValue(1);
    assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
    harness.advance(Duration.ofMillis(600));
    assertThat(endpoint.probed).hasValue(1);
    harness.advance(Duration.ofMillis(150));
    CoreHarness.await("looked into again", () -> endpoint.probed.get() == 2);
    CoreHarness.await("up again", () -> status() == HealthStatus.UP);
  }

  private void fail() {
    fail(new SocketException("Connection reset"));
  }

  private void getNoAnswer() {
    fail(new SocketTimeoutException("no answer"));
  }

  private void fail(IOException failure) {
    assertThatThrownBy(
            () ->
                harness.core.execute(
                    FIND,
                    (used, scope) -> {
                      throw failure;
                    }))
        .isInstanceOf(ConnectionException.class);
  }

  private CircuitState circuit() {
    return harness.core.snapshot().circuit();
  }

  /** How long it takes until an open circuit lets somebody try. */
  private long millisUntilItMayBeTried() {
    assertThat(circuit()).isEqualTo(CircuitState.OPEN);
    return harness
        .advanceUntil(
            "half open", STEP, Duration.ofSeconds(70), () -> circuit() != CircuitState.OPEN)
        .toMillis();
  }

  @Test
  void aServerThatWasNeverAwayIsUsedAgainAfterATenthOfTheTimeOfItsCircuit() {
    stopped(3, 2);
    harness.core.connect();
    fail();
    fail();

    assertPause(millisUntilItMayBeTried(), 500);
    assertThat(circuit()).isEqualTo(CircuitState.HALF_OPEN);
    harness.core.execute(FIND, (used, scope) -> "an answer");
    assertThat(circuit()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aServerThatAnswersProbesButDoesNotDoTheWorkIsTriedAboutOnceASecond() {
    stopped(3, 2);
    harness.core.connect();
    fail();
    for (long pause : new long[] {500, 1_000, 1_000, 1_000}) {
      fail();
      assertPause(millisUntilItMayBeTried(), pause);
    }
  }

  /** A REST API that answered 503 to calls and probes was called 2 to 6 times a second. */
  @Test
  void aServerThatSaysThatItCannotWorkIsLeftAloneUntilItSaysThatItCan() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    ProbeResult well = endpoint.finding;
    endpoint.finding = new ProbeResult("answered with 503", Map.of());
    fail();
    fail();
    for (int second = 0; second < 4; second++) {
      harness.advance(Duration.ofSeconds(1));
      assertThat(circuit()).isEqualTo(CircuitState.OPEN);
    }
    assertThat(status()).isEqualTo(HealthStatus.DOWN);
    assertThat(endpoint.probed.get()).isPositive();

    endpoint.finding = well;
    harness.advanceUntil(
        "half open", STEP, Duration.ofSeconds(5), () -> circuit() != CircuitState.OPEN);
  }

  @Test
  void aServerThatDoesNotAnswerProbesEitherIsLeftAloneForTheWholeTimeOfItsCircuit() {
    FakeEndpoint endpoint = stopped(3, 2);
    harness.core.connect();
    endpoint.cut();
    fail();
    fail();

    harness.advance(Duration.ofSeconds(1));
    harness.advance(Duration.ofSeconds(3));
    assertThat(circuit()).isEqualTo(CircuitState.OPEN);
    assertThat(status()).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void anOpenCircuitIsHalfOpenedByAServerThatIsBack() {
    FakeEndpoint endpoint = stopped(3, 1);
    harness.core.connect();
    endpoint.cut();
    fail();
    fail();
    assertThat(harness.core.snapshot().circuit()).isEqualTo(CircuitState.OPEN);
    CoreHarness.await("found out", () -> state() == LifecycleState.BROKEN);
    endpoint.mend();
    harness.advanceUntil(
        "half open, before its time is over",
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        () -> harness.core.snapshot().circuit() == CircuitState.HALF_OPEN);
    assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(harness.core.health().problem()).isEqualTo("Its circuit is half open");
    harness.core.execute(FIND, (used, scope) -> used.serve());
    assertThat(status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void aClientIsReplacedOnceNoneOfItsAddressesIsLeft() {
    FakeEndpoint first = stopped(3, 2);
    first.addresses = Set.of("10.0.0.1", "10.0.0.2");
    harness.core.connect();
    harness.advance(Duration.ZERO);
    first.addresses = Set.of("10.0.0.2", "10.0.0.3"); // one of those that were known
    interval();
    first.addresses = Set.of("10.0.0.3"); // known by now
    interval();
    assertThat(harness.at("primary")).isSameAs(first);

    first.addresses = Set.of("10.0.0.9");
    interval();

    CoreHarness.await("replaced", () -> harness.at("primary") != first);
    CoreHarness.await("the old one is closed", () -> first.closed.get() == 1);
    assertThat(state()).isEqualTo(LifecycleState.CONNECTED);
    assertThat(harness.core.snapshot().lifecycle().generation()).isEqualTo(2);
    FakeEndpoint second = harness.at("primary");
    interval();
    assertThat(harness.at("primary")).isSameAs(second);
  }

  @Test
  void aClientThatCannotBeOpenedAtTheNewAddressReplacesNothingAndIsTriedAgain() {
    FakeEndpoint first = stopped(3, 2);
    first.addresses = Set.of("10.0.0.1");
    harness.core.connect();
    harness.advance(Duration.ZERO);
    first.addresses = Set.of("10.0.0.9");
    first.onOpen =
        deadline -> {
          throw new ConnectException("refused");
        };
    interval();
    CoreHarness.await("tried", () -> harness.at("primary") != first);
    CoreHarness.await("in vain", () -> harness.at("primary").opened.get() == 1);
    String still = harness.core.execute(FIND, (used, scope) -> used == first ? "old" : "new");
    assertThat(still).isEqualTo("old");

    harness.at("primary").onOpen = deadline -> {};
    interval();
    CoreHarness.await("replaced", () -> first.closed.get() == 1);
  }

  private void interval() {
    for (int step = 0; step < 38; step++) {
      harness.advance(Duration.ofSeconds(1));
    }
  }
}
