package dev.connections.internal.connection;

import static dev.connections.internal.connection.CoreHarness.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.CloseReport;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.Permit;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.testsupport.TestThreads;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplacementTest {

  private static final Operation READ = Operation.read("find");

  private static final FailureClassifier REFUSED =
      (failure, phase) ->
          FailureClassification.failure(FailureClassification.Kind.AUTHENTICATION)
              .during(Phase.CONNECT)
              .notSent()
              .endpointFault()
              .connectionLost()
              .because("password refused");

  private final ReplacementHarness harness =
      new ReplacementHarness(Once.SETTINGS, TimeSource.system());
  private final ManagedCore<ReplacementHarness.Version, FakeEndpoint> core = harness.core;
  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void everythingThatWasOpenedIsClosedOnce() {
    release.countDown();
    harness.close();
    threads.shutdownNow();
    CoreHarness.await("all fakes are closed once", () -> harness.leaked().isEmpty());
  }

  private LifecycleState state() {
    return core.snapshot().lifecycle().state();
  }

  private long replacements() {
    return harness.events.stream()
        .filter(ConnectionEvent.ConfigurationReplaced.class::isInstance)
        .count();
  }

  private FakeEndpoint used() {
    return core.execute(READ, (endpoint, scope) -> endpoint);
  }

  @Test
  void theNextCallUsesTheNewClientAndTheOldOneIsClosed() {
    assertThat(used()).isSameAs(harness.of("1"));

    core.replace(harness.version("2"));

    assertThat(used()).isSameAs(harness.of("2"));
    CoreHarness.await("closed", () -> harness.of("1").closed.get() == 1);
    assertThat(core.snapshot().lifecycle().generation()).isEqualTo(2);
    assertThat(core.snapshot().configurationGeneration()).isEqualTo(1);
    CoreHarness.await("told", () -> replacements() == 1);
  }

  @Test
  void whatIsUnderWayFinishesOnTheOldClientWhichIsClosedAfterIt() {
    CountDownLatch begun = new CountDownLatch(1);
    Future<FakeEndpoint> call =
        threads.submit(
            () ->
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      begun.countDown();
                      CoreHarness.await(release);
                      assertThat(endpoint.closed).hasValue(0);
                      return endpoint;
                    }));
    CoreHarness.await(begun);

    core.replace(harness.version("2"));

    assertThat(used()).isSameAs(harness.of("2"));
    assertThat(harness.of("1").closed).hasValue(0);
    assertThat(core.snapshot().operations().inFlight()).isEqualTo(1);
    release.countDown();
    assertThat(call).succeedsWithin(Duration.ofSeconds(10)).isSameAs(harness.of("1"));
    CoreHarness.await("closed", () -> harness.of("1").closed.get() == 1);
    assertThat(harness.of("1").aborted).hasValue(0);
  }

  @Test
  void whoWaitsForAPermitOfTheOldClientGetsOneOfTheNew() {
    List<Permit<?>> held = new CopyOnWriteArrayList<>();
    List<Future<FakeEndpoint>> waiters = new ArrayList<>();
    CountDownLatch bothHeld = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      // Threads of their own: one may hold only one.
      TestThreads.thread(
              "test",
              () -> {
                held.add(core.admit(READ));
                bothHeld.countDown();
              })
          .start();
    }
    CoreHarness.await(bothHeld);
    for (int i = 0; i < 2; i++) {
      waiters.add(threads.submit(this::used));
    }
    CoreHarness.await("waiting", () -> core.snapshot().operations().waiting() == 2);

    core.replace(harness.version("2"));

    for (Future<FakeEndpoint> waiter : waiters) {
      assertThat(waiter).succeedsWithin(Duration.ofSeconds(10)).isSameAs(harness.of("2"));
    }
    assertThat(core.snapshot().holders()).hasSize(2);
    held.forEach(Permit::close);
    CoreHarness.await("closed", () -> harness.of("1").closed.get() == 1);
  }

  @Test
  void aNewClientThatCannotBeOpenedLeavesEverythingAsItWas() {
    used();
    harness.prepare =
        fake -> {
          fake.onOpen =
              deadline -> {
                throw new ConnectException("refused " + CoreHarness.SECRET);
              };
          return fake;
        };

    assertThatThrownBy(() -> core.replace(harness.version("2")))
        .isInstanceOf(TransientConnectionException.class)
        .hasMessageContaining("keeping the current one")
        .hasMessageContaining("refused ***");

    assertThat(used()).isSameAs(harness.of("1"));
    assertThat(core.snapshot().configurationGeneration()).isZero();
    assertThat(core.snapshot().lifecycle().generation()).isEqualTo(1);
    assertThat(replacements()).isZero();
  }

  @Test
  void refusedCredentialsOfANewClientAreToldAsSuch() {
    used();
    harness.prepare =
        fake -> {
          fake.classifier = REFUSED;
          fake.onOpen =
              deadline -> {
                throw new ConnectException("28P01");
              };
          return fake;
        };

    assertThatThrownBy(() -> core.replace(harness.version("2")))
        .isInstanceOf(ConnectionAuthenticationException.class)
        .hasMessageContaining("password refused");
  }

  @Test
  void aMissingClassInANewClientLeavesEverythingAsItWas() {
    used();
    harness.prepare =
        fake -> {
          fake.onOpen =
              deadline -> {
                throw new NoClassDefFoundError("driver");
              };
          return fake;
        };

    assertThatThrownBy(() -> core.replace(harness.version("2")))
        .isInstanceOf(NoClassDefFoundError.class);
    assertThat(used()).isSameAs(harness.of("1"));
  }

  @Test
  void aKindThatRefusesTheConfigurationLeavesEverythingAsItWas() {
    used();
    harness.prepare =
        fake -> {
          throw new IllegalArgumentException("not this one");
        };

    assertThatThrownBy(() -> core.replace(harness.version("2")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(used()).isSameAs(harness.of("1"));
  }

  @Test
  void aClientLibraryThatIgnoresItsDeadlineKeepsNobodyAndWhatItOpensLateIsClosed() {
    used();
    CountDownLatch late = new CountDownLatch(1);
    harness.prepare =
        fake -> {
          fake.onOpen = deadline -> awaitUninterruptibly(late);
          return fake;
        };

    assertThatThrownBy(() -> core.replace(harness.version("2")))
        .isInstanceOf(TransientConnectionException.class);
    assertThat(used()).isSameAs(harness.of("1"));
    assertThat(harness.of("2").closed).hasValue(0);
    late.countDown();
    CoreHarness.await("closed", () -> harness.of("2").closed.get() == 1);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException ignored) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatWasNeverOpenedIsReplacedWithoutOpeningAnything() {
    core.replace(harness.version("2"));

    assertThat(harness.of("2").opened).hasValue(0);
    assertThat(used()).isSameAs(harness.of("2"));
    assertThat(harness.of("1").opened).hasValue(0);
  }

  @Test
  void replacingWhileItIsBeingOpenedWaitsForTheEndAndFailsNobody() {
    harness.of("1").onOpen = deadline -> CoreHarness.await(release);
    Future<FakeEndpoint> call = threads.submit(this::used);
    CoreHarness.await("opening", () -> state() == LifecycleState.CONNECTING);

    Future<?> replacement = threads.submit(() -> core.replace(harness.version("2")));
    CoreHarness.await("made", () -> harness.made.size() == 2);
    Future<FakeEndpoint> second = threads.submit(this::used);
    release.countDown();

    assertThat(replacement).succeedsWithin(Duration.ofSeconds(10));
    assertThat(call).succeedsWithin(Duration.ofSeconds(10));
    assertThat(second).succeedsWithin(Duration.ofSeconds(10));
    assertThat(used()).isSameAs(harness.of("2"));
    assertThat(harness.of("2").opened).hasValue(1);
  }

  @Test
  void whoComesWhileTheSuccessorOfABrokenClientIsDecidedWaitsWithoutSpinningAndUsesIt() {
    ReplacementHarness two = new ReplacementHarness(Once.SETTINGS, TimeSource.system(), "a", "b");
    try {
      two.latest("a").onOpen =
          deadline -> {
            throw new ConnectException("refused");
          };
      two.core.connect();
      CoreHarness.await("b is in use", () -> two.core.snapshot().activeEndpoint().equals("b"));
      CountDownLatch decide = new CountDownLatch(1);
      FakeEndpoint formerB = two.latest("b");
      two.prepare =
          fake -> {
            fake.onOpen = deadline -> CoreHarness.await(decide);
            return fake;
          };
      Future<?> replacement = threads.submit(() -> two.core.replace(two.version("2", "a", "b")));
      CoreHarness.await("b opens", () -> two.latest("b").opened.get() == 1 && two.made.size() == 4);
      assertThat(two.core.<FakeEndpoint>execute(READ, (endpoint, scope) -> endpoint))
          .isSameAs(formerB);
      decide.countDown();
      assertThat(replacement).succeedsWithin(Duration.ofSeconds(10));
      assertThat(two.core.<FakeEndpoint>execute(READ, (endpoint, scope) -> endpoint))
          .isSameAs(two.latest("b"));
    } finally {
      two.close();
    }
    CoreHarness.await("all fakes are closed once", () -> two.leaked().isEmpty());
  }

  @Test
  void aBrokenClientIsReplacedAndTheNewOneIsTriedAtOnce() {
    used();
    harness.of("1").onProbe =
        deadline -> {
          throw new ConnectException("gone");
        };
    harness.of("1").onOpen =
        deadline -> {
          throw new ConnectException("gone");
        };
    assertThatThrownBy(
            () ->
                core.execute(
                    READ,
                    (endpoint, scope) -> {
                      throw new EOFException("reset");
                    }))
        .isNotNull();
    CoreHarness.await("broken", () -> core.snapshot().health().status() == HealthStatus.DOWN);

    core.replace(harness.version("2"));

    CoreHarness.await("open again", () -> state() == LifecycleState.CONNECTED);
    assertThat(used()).isSameAs(harness.of("2"));
    CoreHarness.await("closed", () -> harness.leaked().size() == 1);
  }

  @Test
  void twoReplacementsAtOnceComeOneAfterTheOther() {
    used();
    Future<?> one = threads.submit(() -> core.replace(harness.version("2")));
    Future<?> other = threads.submit(() -> core.replace(harness.version("3")));

    assertThat(one).succeedsWithin(Duration.ofSeconds(10));
    assertThat(other).succeedsWithin(Duration.ofSeconds(10));
    assertThat(core.snapshot().configurationGeneration()).isEqualTo(2);
    assertThat(core.snapshot().lifecycle().generation()).isEqualTo(3);
    FakeEndpoint last = used();
    CoreHarness.await("only one is open", () -> harness.leaked().size() == 1);
    assertThat(harness.leaked().get(0).fake()).isSameAs(last);
  }

  @Test
  void closingWhileANewClientIsBeingOpenedEndsBoth() {
    used();
    harness.prepare =
        fake -> {
          fake.onOpen = deadline -> release.await(); // gives up only if interrupted
          return fake;
        };
    Future<?> replacement = threads.submit(() -> core.replace(harness.version("2")));
    CoreHarness.await(
        "opening", () -> harness.made.size() == 2 && harness.of("2").opened.get() == 1);

    CloseReport.Entry report = core.close(in(Duration.ofSeconds(5)));

    assertThat(report.ending()).isEqualTo(CloseReport.Ending.DRAINED);
    assertThat(replacement)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(ConnectionClosedException.class);
    assertThatThrownBy(() -> core.replace(harness.version("3")))
        .isInstanceOf(ConnectionClosedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void closingWaitsForWhoStillUsesAReplacedClientAndReportsWhatItBreaksOff() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    Future<Permit<?>> holder =
        threads.submit(
            () -> {
              Permit<?> permit = core.admit(Operation.read("endless-report"));
              held.countDown();
              return permit;
            });
    CoreHarness.await(held);
    core.replace(harness.version("2"));

    CloseReport.Entry report = core.close(in(Duration.ofMillis(300)));

    assertThat(report.ending()).isEqualTo(CloseReport.Ending.ABORTED);
    assertThat(report.aborted())
        .extracting(LeaseHolder::operation)
        .containsExactly("endless-report");
    assertThat(harness.of("1").aborted).hasValue(1);
    assertThat(harness.of("1").closed).hasValue(1);
    holder.get(10, TimeUnit.SECONDS).close();
  }

  @Test
  void anEndpointThatIsRemovedDrainsAndItsWaitersGoToAnother() {
    ReplacementHarness two = new ReplacementHarness(Once.SETTINGS, TimeSource.system(), "a", "b");
    try {
      two.latest("a").capacity = 1;
      FakeEndpoint removed = two.latest("a");
      CountDownLatch begun = new CountDownLatch(1);
      Future<FakeEndpoint> user =
          threads.submit(
              () ->
                  two.core.execute(
                      READ,
                      (endpoint, scope) -> {
                        begun.countDown();
                        CoreHarness.await(release);
                        return endpoint;
                      }));
      CoreHarness.await(begun);
      Future<FakeEndpoint> waiter =
          threads.submit(() -> two.core.execute(READ, (endpoint, scope) -> endpoint));
      CoreHarness.await("waiting", () -> two.core.snapshot().operations().waiting() == 1);

      two.core.replace(two.version("2", "b", "c"));

      assertThat(waiter).succeedsWithin(Duration.ofSeconds(10)).isSameAs(two.latest("b"));
      assertThat(two.core.snapshot().endpoints())
          .extracting(endpoint -> endpoint.name())
          .containsExactly("b", "c");
      assertThat(two.core.snapshot().activeEndpoint()).isEqualTo("b");
      CoreHarness.await(
          "told",
          () ->
              two.events.stream()
                  .anyMatch(
                      event ->
                          event instanceof ConnectionEvent.SwitchedOver switched
                              && switched.from().equals("a")
                              && switched.to().equals("b")));
      assertThat(removed.closed).hasValue(0);
      release.countDown();
      assertThat(user).succeedsWithin(Duration.ofSeconds(10)).isSameAs(removed);
      CoreHarness.await("closed", () -> removed.closed.get() == 1);
      two.core.switchTo("c", "to see that it can be used");
      assertThat(two.core.<FakeEndpoint>execute(READ, (endpoint, scope) -> endpoint))
          .isSameAs(two.latest("c"));
      assertThatThrownBy(() -> two.core.switchTo("a", "gone"))
          .isInstanceOf(IllegalArgumentException.class);
    } finally {
      two.close();
    }
    CoreHarness.await("all fakes are closed once", () -> two.leaked().isEmpty());
  }

  @Test
  void underLoadNothingFailsAndNothingLeaksHoweverOftenClientsAndEndpointsChange()
      throws Exception {
    ReplacementHarness two = new ReplacementHarness(Once.SETTINGS, TimeSource.system(), "a", "b");
    two.prepare =
        fake -> {
          fake.capacity = 3;
          return fake;
        };
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();
    List<Future<?>> users = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      users.add(
          threads.submit(
              () -> {
                while (!stop.get()) {
                  two.core.execute(
                      READ,
                      (endpoint, scope) -> {
                        assertThat(endpoint.closed).hasValue(0);
                        Thread.yield();
                        assertThat(endpoint.closed).hasValue(0);
                        return calls.incrementAndGet();
                      });
                }
                return null;
              }));
    }
    List<Future<?>> replacers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int number = i;
      replacers.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 50; round++) {
                  String[] endpoints =
                      (round + number) % 3 == 0
                          ? new String[] {"b", "c"}
                          : (round + number) % 3 == 1
                              ? new String[] {"a", "b"}
                              : new String[] {"c", "a"};
                  two.core.replace(two.version(number + "-" + round, endpoints));
                  int before = calls.get();
                  CoreHarness.await("calls go on", () -> calls.get() > before);
                }
                return null;
              }));
    }
    for (Future<?> replacer : replacers) {
      replacer.get(40, TimeUnit.SECONDS);
    }
    stop.set(true);
    for (Future<?> user : users) {
      user.get(10, TimeUnit.SECONDS);
    }
    two.close();
    CoreHarness.await("all fakes are closed once", () -> two.leaked().isEmpty());
    assertThat(two.core.snapshot().configurationGeneration()).isEqualTo(100);
  }

  @Test
  void recreatingPutsNewClientsInThePlaceOfTheOldOnesAndIsTold() {
    used();
    core.recreate("an operator wants it");

    assertThat(harness.made).hasSize(2);
    assertThat(used()).isSameAs(harness.latest("primary"));
    CoreHarness.await("told", () -> replacements() == 1);
  }

  private static ResilienceSettings.Circuit withOneProbe(ResilienceSettings.Circuit circuit) {
    return new ResilienceSettings.Circuit(
        circuit.enabled(),
        circuit.failureRate(),
        circuit.window(),
        circuit.minimumCalls(),
        circuit.openFor(),
        circuit.maxOpenFor(),
        circuit.probes() + 1,
        circuit.slowCall());
  }

  @Test
  void anIsolationOutlivesTheSettingsOfItsCircuit() {
    used();
    core.isolate("primary", Duration.ofMinutes(5), "maintenance");
    ConnectionSettings changed =
        harness.settings.withResilience(
            new ResilienceSettings(
                Once.SETTINGS.retry(),
                withOneProbe(Once.SETTINGS.circuit()),
                Once.SETTINGS.rateLimit(),
                Once.SETTINGS.monitoring(),
                Once.SETTINGS.failover()));

    core.replace(
        List.of(new EndpointContext<>("primary", new ReplacementHarness.Version("2"), changed)));

    assertThat(core.snapshot().circuit()).isEqualTo(CircuitState.ISOLATED);
    core.resetCircuit("primary", "over");
    assertThat(used()).isSameAs(harness.of("2"));
  }
}
