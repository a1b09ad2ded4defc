package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.Percentage;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionEvent.AllEndpointsDown;
import dev.connections.monitoring.ConnectionEvent.StateChanged;
import dev.connections.monitoring.ConnectionEvent.SwitchedOver;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.Permit;
import dev.connections.spi.SocketFailures;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Budget;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FailoverTest {

  private static final Operation FIND = Operation.read("find");
  private static final Operation STORE = Operation.idempotent("store");
  private static final Failover AT_ONCE = Failover.DEFAULT;
  private static final Retry QUICK =
      new Retry(
          3,
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          new Budget(Percentage.parse("100%"), 1_000));

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

  private static ResilienceSettings settings(Retry retry, Failover failover) {
    return new ResilienceSettings(
        retry,
        Circuit.DEFAULT,
        Optional.empty(),
        new Monitoring(Duration.ofSeconds(30), 1, 1),
        failover);
  }

  private static Failover grace(Duration grace) {
    return new Failover(grace, AT_ONCE.failBack(), false, AT_ONCE.panic());
  }

  private static Failover balanced(String panic) {
    return new Failover(
        Duration.ZERO,
        Optional.empty(),
        true,
        Duration.ofSeconds(5),
        Duration.ZERO,
        Percentage.parse(panic));
  }

  /** On the machine's clock, with retries. */
  private void over(Failover failover, String... names) {
    harness.close();
    harness =
        new CoreHarness(CoreHarness.SHORT, TimeSource.system(), settings(QUICK, failover), names);
  }

  /** On a clock that the test moves, without retries, which would wait for it. */
  private void stoppedOver(Failover failover, String... names) {
    harness.close();
    harness = new CoreHarness(CoreHarness.SHORT, clock, settings(Retry.NONE, failover), names);
  }

  private String call(Operation operation) {
    return harness.core.<String>execute(operation, (endpoint, scope) -> endpoint.serve());
  }

  private FakeEndpoint primary() {
    return harness.at("primary");
  }

  private FakeEndpoint standby() {
    return harness.at("standby");
  }

  private String active() {
    return harness.core.snapshot().activeEndpoint();
  }

  private void awaitActive(String name) {
    CoreHarness.await(name + " is active", () -> active().equals(name));
  }

  private void breakPrimary() {
    primary().cut();
    assertThatThrownBy(() -> call(STORE)).isInstanceOf(ConnectionException.class);
    harness.advanceUntil(
        "found out",
        Duration.ofMillis(10),
        Duration.ofSeconds(2),
        () -> harness.look("primary").lifecycle().state() == LifecycleState.BROKEN);
  }

  @Test
  void writesMoveToTheStandbyAndTheEventSaysWhy() {
    over(AT_ONCE, "primary", "standby");
    assertThat(call(STORE)).isEqualTo("primary");
    primary().cut();

    CoreHarness.await("a write gets through", () -> tries(STORE).equals("standby"));

    CoreHarness.await("told", () -> !harness.told(SwitchedOver.class).isEmpty());
    assertThat(harness.told(SwitchedOver.class))
        .singleElement()
        .satisfies(
            switched -> {
              assertThat(switched.from()).isEqualTo("primary");
              assertThat(switched.to()).isEqualTo("standby");
              assertThat(switched.reason()).contains("primary refused");
              assertThat(switched.byOperator()).isFalse();
            });
    assertThat(harness.core.health().status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(harness.core.health().problem()).isEqualTo("failed over from primary to standby");
  }

  private String tries(Operation operation) {
    try {
      return call(operation);
    } catch (ConnectionException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  @Test
  void aWriteWaitsForTheSwitchWhileReadsAlreadyGoElsewhere() {
    over(AT_ONCE, "primary", "standby");
    call(STORE);
    CountDownLatch asked = new CountDownLatch(1);
    standby().onWritable =
        deadline -> {
          asked.countDown();
          CoreHarness.await(release);
        };
    primary().cut();
    assertThat(call(FIND)).isEqualTo("standby"); // finds out
    CoreHarness.await(asked);

    Future<String> write = threads.submit(() -> call(STORE));
    assertThat(call(FIND)).isEqualTo("standby");
    assertThat(active()).isEqualTo("primary");
    CoreHarness.await("the write has failed once", () -> primary().opened.get() > 1);
    assertThat(write).isNotDone();
    release.countDown();

    assertThat(write).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("standby");
  }

  @Test
  void aStandbyThatTakesNoWritesIsReadFromAndNeverWrittenTo() {
    over(AT_ONCE, "primary", "standby");
    call(STORE);
    standby().writable = false;
    primary().cut();

    assertThatThrownBy(() -> call(STORE)).isInstanceOf(TransientConnectionException.class);
    CoreHarness.await("all down", () -> !harness.told(AllEndpointsDown.class).isEmpty());
    assertThat(call(FIND)).isEqualTo("standby");
    assertThatThrownBy(() -> call(STORE)).isInstanceOf(TransientConnectionException.class);

    assertThat(active()).isEqualTo("primary");
    assertThat(harness.told(SwitchedOver.class)).isEmpty();
    assertThat(harness.told(AllEndpointsDown.class).get(0).reasons())
        .containsEntry("standby", "it takes no writes")
        .containsKey("primary");
  }

  @Test
  void aStandbyWhoseAnswerDoesNotComeHoldsUpNobodyForLong() {
    over(AT_ONCE, "primary", "hanging", "standby");
    call(STORE);
    harness.at("hanging").onWritable = deadline -> CoreHarness.await(release);
    primary().cut();

    CoreHarness.await("a write gets through", () -> tries(STORE).equals("standby"));
  }

  @Test
  void graceIsWaitedForFromTheBeginningOfEachOutage() {
    stoppedOver(grace(Duration.ofSeconds(10)), "primary", "standby");
    call(STORE);
    breakPrimary();
    harness.advance(Duration.ofSeconds(7));
    primary().mend();
    harness.advanceUntil(
        "open again",
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        () -> harness.look("primary").lifecycle().state() == LifecycleState.CONNECTED);
    breakPrimary();

    harness.advance(Duration.ofSeconds(5)); // more than ten since the first outage began
    harness.advance(Duration.ofMillis(4_500));
    assertThat(active()).isEqualTo("primary");
    Duration more =
        harness.advanceUntil(
            "switched",
            Duration.ofMillis(100),
            Duration.ofSeconds(3),
            () -> active().equals("standby"));
    assertThat(more).isGreaterThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  void failsBackOnceThePrimaryHasBeenWellForTheConfiguredTime() {
    stoppedOver(AT_ONCE, "primary", "standby");
    call(STORE);
    breakPrimary();
    harness.advanceUntil(
        "over", Duration.ofMillis(50), Duration.ofSeconds(2), () -> active().equals("standby"));
    primary().mend();
    harness.advanceUntil(
        "primary is open",
        Duration.ofMillis(100),
        Duration.ofSeconds(3),
        () -> harness.look("primary").lifecycle().state() == LifecycleState.CONNECTED);

    Duration well =
        harness.advanceUntil(
            "back",
            Duration.ofMillis(200),
            Duration.ofSeconds(40),
            () -> active().equals("primary"));

    assertThat(well).isBetween(Duration.ofMillis(29_500), Duration.ofMillis(31_500));
    CoreHarness.await("told", () -> harness.told(SwitchedOver.class).size() == 2);
    SwitchedOver back = harness.told(SwitchedOver.class).get(1);
    assertThat(back.reason()).isEqualTo("It has been healthy for 30 s");
    assertThat(harness.core.health().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void failsBackToAClosedCircuitSoThatNoCallIsRejectedThen() {
    stoppedOver(AT_ONCE, "primary", "standby");
    call(STORE);
    harness.core.isolate("primary", Duration.ofMinutes(1), "looks odd");
    harness.advanceUntil(
        "over", Duration.ofMillis(50), Duration.ofSeconds(2), () -> active().equals("standby"));

    harness.advanceUntil(
        "back", Duration.ofMillis(500), Duration.ofSeconds(120), () -> active().equals("primary"));

    assertThat(harness.look("primary").circuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(call(STORE)).isEqualTo("primary");
  }

  @Test
  void withoutFailBackNothingIsLookedAtOnceTheStandbyIsInUse() {
    stoppedOver(
        new Failover(Duration.ZERO, Optional.empty(), false, Percentage.parse("0%")),
        "primary",
        "standby");
    call(STORE);
    breakPrimary();
    harness.advanceUntil(
        "over", Duration.ofMillis(50), Duration.ofSeconds(2), () -> active().equals("standby"));
    primary().mend();
    for (int second = 0; second < 100; second++) {
      harness.advance(Duration.ofSeconds(1));
    }
    assertThat(active()).isEqualTo("standby");
    assertThat(harness.watchdog.scheduled()).isLessThanOrEqualTo(4); // watches, and probes' ends
  }

  @Test
  void anOperatorsChoiceIsNotTakenBackUntilItsEndpointFails() {
    stoppedOver(AT_ONCE, "primary", "standby");
    call(STORE);
    harness.core.switchTo("standby", "maintenance");
    for (int second = 0; second < 70; second++) {
      harness.advance(Duration.ofSeconds(1));
    }
    assertThat(active()).isEqualTo("standby");
    assertThat(call(STORE)).isEqualTo("standby");
    CoreHarness.await("told", () -> !harness.told(SwitchedOver.class).isEmpty());
    assertThat(harness.told(SwitchedOver.class))
        .singleElement()
        .satisfies(
            switched -> {
              assertThat(switched.reason()).isEqualTo("maintenance");
              assertThat(switched.byOperator()).isTrue();
            });

    standby().cut();
    harness.advance(Duration.ofSeconds(4));
    harness.core.checkHealth();
    harness.advanceUntil(
        "back", Duration.ofMillis(50), Duration.ofSeconds(2), () -> active().equals("primary"));
  }

  @Test
  void anOperatorCanConfirmASwitchThatWasMadeWithoutHim() {
    stoppedOver(AT_ONCE, "primary", "standby");
    call(STORE);
    breakPrimary();
    harness.advanceUntil(
        "over", Duration.ofMillis(50), Duration.ofSeconds(2), () -> active().equals("standby"));
    primary().mend();
    harness.core.switchTo("standby", "stay there");
    for (int second = 0; second < 70; second++) {
      harness.advance(Duration.ofSeconds(1));
    }
    assertThat(active()).isEqualTo("standby");
  }

  @Test
  void aSwitchToAnEndpointThatTakesNoWritesIsRefusedAndChangesNothing() {
    over(AT_ONCE, "primary", "standby");
    standby().writable = false;
    assertThatThrownBy(() -> harness.core.switchTo("standby", "maintenance"))
        .isInstanceOf(TransientConnectionException.class)
        .hasMessageContaining("it takes no writes");
    assertThat(active()).isEqualTo("primary");
    assertThatThrownBy(() -> harness.core.switchTo("stanby", "maintenance"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[primary, standby]");
  }

  @Test
  void thatAllAreDownIsToldOnceAndAgainAfterARecovery() {
    stoppedOver(AT_ONCE, "primary", "standby");
    call(STORE);
    standby().cut();
    breakPrimary();
    harness.advanceUntil(
        "told",
        Duration.ofMillis(100),
        Duration.ofSeconds(3),
        () -> harness.told(AllEndpointsDown.class).size() == 1);
    for (int second = 0; second < 20; second++) {
      harness.advance(Duration.ofSeconds(1));
    }
    assertThat(harness.told(AllEndpointsDown.class)).hasSize(1);
    assertThat(harness.core.health().status()).isEqualTo(HealthStatus.DOWN);

    primary().mend();
    harness.advanceUntil(
        "back",
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        () -> harness.look("primary").health().status() == HealthStatus.UP);
    breakPrimary(); // at once: nobody has looked in between
    harness.advanceUntil(
        "told again",
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        () -> harness.told(AllEndpointsDown.class).size() == 2);
  }

  @Test
  void aStandbyThatRefusesTheCredentialsIsNotKnockedAtAgainAndAgain() {
    stoppedOver(AT_ONCE, "primary", "standby");
    call(STORE);
    standby().classifier =
        (failure, phase) ->
            failure instanceof SecurityException
                ? FailureClassification.answered(Kind.AUTHENTICATION, "wrong password", null)
                : SocketFailures.INSTANCE.classify(failure, phase);
    standby().onOpen =
        deadline -> {
          throw new SecurityException("wrong password");
        };
    breakPrimary();
    for (int step = 0; step < 290; step++) {
      harness.advance(Duration.ofMillis(100));
    }
    assertThat(standby().opened).hasValue(1);
    assertThat(harness.told(AllEndpointsDown.class).get(0).reasons().get("standby"))
        .contains("wrong password");
    harness.advanceUntil(
        "tried again",
        Duration.ofMillis(500),
        Duration.ofSeconds(20),
        () -> standby().opened.get() == 2);
  }

  @Test
  void anOpenCircuitMakesWritesMove() {
    over(AT_ONCE, "primary", "standby");
    call(STORE);
    harness.core.isolate("primary", Duration.ofMinutes(5), "looks odd");
    awaitActive("standby");
    CoreHarness.await("told", () -> !harness.told(SwitchedOver.class).isEmpty());
    assertThat(harness.told(SwitchedOver.class).get(0).reason()).contains("looks odd");
    assertThat(call(STORE)).isEqualTo("standby");
  }

  @Test
  void readsAreSpreadOverAllEndpointsAndWritesAreNot() {
    over(balanced("0%"), "primary", "standby", "third");
    Map<String, Integer> reads = new HashMap<>();
    for (int call = 0; call < 300; call++) {
      reads.merge(call(FIND), 1, Integer::sum);
      assertThat(call(STORE)).isEqualTo("primary");
    }
    assertThat(reads.keySet()).containsExactlyInAnyOrder("primary", "standby", "third");
    assertThat(reads.values()).allMatch(share -> share > 50 && share < 200);
  }

  @Test
  void aBusyEndpointGetsNoReadWhileAnotherIsIdle() throws Exception {
    over(balanced("0%"), "primary", "standby");
    List<Permit<?>> busy = new ArrayList<>();
    busy.add(threads.submit(() -> harness.core.admit(STORE)).get());
    for (int call = 0; call < 50; call++) {
      assertThat(call(FIND)).isEqualTo("standby");
    }
    busy.forEach(Permit::close);
  }

  @Test
  void whereTooFewEndpointsSeemUsableReadsAreSentToAllOfThem() {
    over(balanced("50%"), "primary", "standby", "third");
    for (int call = 0; call < 50; call++) {
      call(FIND);
    }
    harness.at("standby").cut();
    harness.at("third").cut();
    for (int call = 0; call < 20; call++) {
      assertThat(tries(FIND)).isNotEmpty();
    }
    harness.at("standby").mend();
    harness.at("third").mend();
    CoreHarness.await("all are used", () -> !tries(FIND).equals("primary"));
  }

  @Test
  void aReadIsTriedElsewhereWhereItFailed() {
    over(AT_ONCE, "primary", "standby");
    call(STORE);
    primary().cut();
    assertThat(call(FIND)).isEqualTo("standby");
  }

  @Test
  void manyWritersDuringASwitchAllGetThroughAndOneSwitchIsMade() throws Exception {
    over(AT_ONCE, "primary", "standby");
    primary().capacity = 50;
    standby().capacity = 50;
    call(STORE);
    primary().cut();
    assertThat(call(FIND)).isEqualTo("standby"); // so that it is found out that it is broken
    CoreHarness.await(
        "found out", () -> harness.look("primary").lifecycle().state() != LifecycleState.CONNECTED);
    List<Future<String>> writers = new ArrayList<>();
    for (int writer = 0; writer < 50; writer++) {
      writers.add(threads.submit(() -> call(STORE)));
    }
    for (Future<String> writer : writers) {
      assertThat(writer.get()).isEqualTo("standby");
    }
    CoreHarness.await("told", () -> !harness.told(SwitchedOver.class).isEmpty());
    assertThat(harness.told(SwitchedOver.class)).hasSize(1);
  }

  @Test
  void afterClosingNothingIsDueAndNothingIsTold() {
    over(AT_ONCE, "primary", "standby");
    call(STORE);
    primary().cut();
    assertThat(call(FIND)).isEqualTo("standby");
    awaitActive("standby");
    harness.core.close(CoreHarness.in(Duration.ofSeconds(1)));

    assertThat(harness.watchdog.scheduled()).isZero();
    assertThatThrownBy(() -> harness.core.switchTo("primary", "too late"))
        .isInstanceOf(ConnectionException.class);
    harness.close();
    assertThat(harness.events.stream().mapToLong(event -> event.sequence()))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, harness.events.size()).boxed().toList());
    assertThat(harness.events.get(harness.events.size() - 1))
        .isInstanceOf(dev.connections.monitoring.ConnectionEvent.Closed.class);
  }

  @Test
  void underConstantFailuresOfBothEndpointsEventsStayInOrderAndTransitionsLegal() throws Exception {
    over(AT_ONCE, "primary", "standby");
    List<Future<?>> callers = new ArrayList<>();
    CountDownLatch stop = new CountDownLatch(1);
    for (int caller = 0; caller < 4; caller++) {
      Operation operation = caller % 2 == 0 ? STORE : FIND;
      callers.add(
          threads.submit(
              () -> {
                while (stop.getCount() > 0) {
                  tries(operation);
                }
              }));
    }
    for (int round = 0; round < 8; round++) {
      FakeEndpoint victim = round % 2 == 0 ? primary() : standby();
      int switches = harness.told(SwitchedOver.class).size();
      victim.cut();
      if (victim.name.equals(active())) {
        CoreHarness.await("switched", () -> harness.told(SwitchedOver.class).size() > switches);
      }
      victim.mend();
      CoreHarness.await(
          "open again",
          () -> harness.look(victim.name).lifecycle().state() == LifecycleState.CONNECTED);
    }
    stop.countDown();
    for (Future<?> caller : callers) {
      caller.get();
    }
    harness.close();

    assertThat(harness.events.stream().mapToLong(event -> event.sequence()))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, harness.events.size()).boxed().toList());
    for (String name : List.of("primary", "standby")) {
      LifecycleState state = LifecycleState.DISCONNECTED;
      for (StateChanged change : harness.told(StateChanged.class)) {
        if (change.endpoint().equals(name)) {
          assertThat(change.from()).isEqualTo(state);
          assertThat(state.canBecome(change.to())).isTrue();
          state = change.to();
        }
      }
      assertThat(state).isEqualTo(LifecycleState.CLOSED);
      assertThat(harness.at(name).opened.get()).isGreaterThan(0);
    }
    String where = "primary";
    for (SwitchedOver switched : harness.told(SwitchedOver.class)) {
      assertThat(switched.from()).isEqualTo(where);
      where = switched.to();
    }
  }
}
