package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.connections.CloseReport;
import dev.connections.ConnectionProvider;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.internal.lifecycle.DaemonThreads;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Permit;
import dev.connections.testsupport.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClosingTest {

  private static final Duration LONG = Duration.ofSeconds(15);

  private final FakeSystem system = new FakeSystem();
  private final Executor threads = DaemonThreads.unbounded("test");

  private ConnectionProvider open(String entries) {
    return Connections.builder()
        .configuration(Yaml.connections(entries))
        .types(new FakeTypes(system))
        .open();
  }

  private static String lazy(String... names) {
    StringBuilder entries = new StringBuilder();
    for (String name : names) {
      entries.append(Yaml.entry(name, "lazy"));
    }
    return entries.toString();
  }

  @Test
  void connectionsAreClosedInTheReverseOrderOfTheirOpening() {
    ConnectionProvider provider = open(lazy("a", "b", "c", "d"));
    provider.get("c").connect();
    provider.get("a").connect();
    provider.get("d").connect();

    CloseReport report = provider.close(LONG);

    assertThat(system.closed).containsExactly("d", "a", "c");
    assertThat(report.connections())
        .extracting(CloseReport.Entry::name, CloseReport.Entry::ending)
        .containsExactly(
            tuple("b", CloseReport.Ending.NEVER_OPENED),
            tuple("d", CloseReport.Ending.DRAINED),
            tuple("a", CloseReport.Ending.DRAINED),
            tuple("c", CloseReport.Ending.DRAINED));
    assertThat(report.isClean()).isTrue();
  }

  @Test
  void telemetryIsClosedLastAlthoughItWasOpenedLast() {
    ConnectionProvider provider =
        open(lazy("a", "b") + "otel: { type: Collector, url: 'fake://otel' }\n");
    provider.get("a").connect();
    provider.get("b").connect();
    provider.get("otel").connect();

    provider.close(LONG);

    assertThat(system.closed).containsExactly("b", "a", "otel");
  }

  @Test
  void borrowersFinishBeforeTheirConnectionIsReleased() throws Exception {
    ConnectionProvider provider = open(lazy("a", "b"));
    FakeConnection a = provider.get("a", FakeConnection.class);
    FakeConnection b = provider.get("b", FakeConnection.class);
    a.connect();
    Permit<?> held = b.hold(Operation.read("report"));

    CompletableFuture<CloseReport> closing =
        CompletableFuture.supplyAsync(() -> provider.close(LONG), threads);
    // All drain, also those that are closed later than the one that is still in use.
    Await.until(() -> a.snapshot().lifecycle().state() == LifecycleState.DRAINING);
    Await.until(() -> b.snapshot().lifecycle().state() == LifecycleState.DRAINING);
    assertThatThrownBy(a::client).isInstanceOf(ConnectionClosedException.class);
    assertThatThrownBy(
            () ->
                CompletableFuture.supplyAsync(() -> b.hold(Operation.read("late")), threads)
                    .get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ConnectionClosedException.class);
    assertThat(system.closed).isEmpty();
    assertThat(closing).isNotDone();

    held.close();

    assertThat(closing.get(10, TimeUnit.SECONDS).isClean()).isTrue();
    assertThat(system.closed).containsExactly("b", "a");
    assertThat(system.aborted).isEmpty();
  }

  @Test
  void whoWaitsForAPermitIsWokenAtOnce() throws Exception {
    ConnectionProvider provider =
        open(
            """
            a:
              type: Fake
              url: 'fake://a'
              timeouts: { acquire: 15s }
              bulkhead: { maxConcurrent: 1 }
            """);
    FakeConnection a = provider.get("a", FakeConnection.class);
    Permit<?> held = a.hold(Operation.read("holder"));
    CompletableFuture<Object> waiter =
        CompletableFuture.supplyAsync(() -> a.hold(Operation.read("waiter")), threads);
    Await.until(() -> a.snapshot().operations().waiting() == 1);

    CompletableFuture<CloseReport> closing =
        CompletableFuture.supplyAsync(() -> provider.close(LONG), threads);

    assertThatThrownBy(() -> waiter.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ConnectionClosedException.class);
    held.close();
    assertThat(closing.get(10, TimeUnit.SECONDS).isClean()).isTrue();
  }

  @Test
  void whatIsStillHeldAtTheDeadlineIsAbortedAndReported() {
    ConnectionProvider provider = open(lazy("a", "b"));
    provider.get("a").connect();
    FakeConnection b = provider.get("b", FakeConnection.class);
    Permit<?> held = b.hold(Operation.read("endless-report"));

    CloseReport report = provider.close(Duration.ofMillis(100));

    assertThat(report.isClean()).isFalse();
    CloseReport.Entry entry = report.connections().get(0);
    assertThat(entry.name()).isEqualTo("b");
    assertThat(entry.ending()).isEqualTo(CloseReport.Ending.ABORTED);
    assertThat(entry.aborted())
        .extracting(LeaseHolder::operation)
        .containsExactly("endless-report");
    assertThat(report.connections().get(1).ending()).isEqualTo(CloseReport.Ending.DRAINED);
    assertThat(system.aborted).containsExactly("b");
    assertThat(system.open()).isEmpty();
    held.close();
  }

  @Test
  void aConnectionThatCannotBeReleasedDoesNotKeepTheOthersOpen() {
    system.onClose(
        "b",
        () -> {
          throw new IllegalStateException("socket is stuck");
        });
    ConnectionProvider provider = open(lazy("a", "b"));
    provider.get("a").connect();
    provider.get("b").connect();

    CloseReport report = provider.close(LONG);

    assertThat(report.connections())
        .extracting(CloseReport.Entry::ending)
        .containsExactly(CloseReport.Ending.FAILED, CloseReport.Ending.DRAINED);
    assertThat(report.connections().get(0).problem()).contains("socket is stuck");
  }

  /** An outsider's jar was overwritten in place: close() failed, and every pool stayed open. */
  @Test
  void aClassThatIsMissingWhileClosingKeepsNoClientOpen() {
    system.onAbort(
        "b",
        () -> {
          throw new NoClassDefFoundError("com/acme/Aborting");
        });
    ConnectionProvider provider = open(lazy("a", "b"));
    provider.get("a").connect();
    Permit<?> held = provider.get("b", FakeConnection.class).hold(Operation.read("endless"));

    CloseReport report = provider.close(Duration.ofMillis(50));

    assertThat(system.closed).containsExactly("b", "a");
    assertThat(report.connections().get(0).ending()).isEqualTo(CloseReport.Ending.FAILED);
    held.close();
  }

  @Test
  void aClientThatNeverComesBackFromReleasingIsLeftBehind() {
    CountDownLatch never = new CountDownLatch(1);
    system.onClose("b", never::await);
    ConnectionProvider provider = open(lazy("a", "b"));
    provider.get("a").connect();
    provider.get("b").connect();

    CloseReport report = provider.close(Duration.ofMillis(50));

    assertThat(report.connections())
        .extracting(CloseReport.Entry::ending)
        .containsExactly(CloseReport.Ending.FAILED, CloseReport.Ending.DRAINED);
    assertThat(report.connections().get(0).problem()).contains("Timed out releasing the client");
    never.countDown();
  }

  @Test
  void aClientThatCannotBeBrokenOffIsReleasedAllTheSame() {
    system.onAbort(
        "a",
        () -> {
          throw new IllegalStateException("nothing to break off");
        });
    ConnectionProvider provider = open(lazy("a"));
    Permit<?> held = provider.get("a", FakeConnection.class).hold(Operation.read("endless"));

    CloseReport report = provider.close(Duration.ofMillis(50));

    assertThat(report.isClean()).isFalse();
    assertThat(system.closed).containsExactly("a");
    held.close();
  }

  @Test
  void closingAgainOrAtTheSameTimeGivesTheSameReport() throws Exception {
    ConnectionProvider provider = open(lazy("a"));
    FakeConnection a = provider.get("a", FakeConnection.class);
    Permit<?> held = a.hold(Operation.read("report"));
    List<CompletableFuture<CloseReport>> closings = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      closings.add(CompletableFuture.supplyAsync(() -> provider.close(LONG), threads));
    }
    Await.until(() -> a.snapshot().lifecycle().state() == LifecycleState.DRAINING);
    held.close();

    CloseReport report = provider.close(LONG);
    for (CompletableFuture<CloseReport> closing : closings) {
      assertThat(closing.get(10, TimeUnit.SECONDS)).isSameAs(report);
    }
    assertThat(system.closed).containsExactly("a");
  }

  /** An outsider read of timeouts.connect after 20 ms. */
  @Test
  void whoWaitsForAnOpeningIsToldThatTheConnectionIsClosed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    system.onOpen(
        "a",
        () -> {
          begun.countDown();
          never.await();
        });
    ConnectionProvider provider = open(lazy("a"));
    FakeConnection a = provider.get("a", FakeConnection.class);
    CompletableFuture<Void> opening = CompletableFuture.runAsync(a::connect, threads);
    begun.await();

    provider.close(LONG);

    assertThatThrownBy(() -> opening.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ConnectionClosedException.class);
  }

  @Test
  void anInterruptNeitherStopsClosingNorIsLost() {
    ConnectionProvider provider = open(lazy("a", "b"));
    provider.get("a").connect();
    provider.get("b").connect();

    Thread.currentThread().interrupt();
    CloseReport report = provider.close(LONG);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.isClean()).isTrue();
    assertThat(system.closed).containsExactly("b", "a");
  }

  /** An outsider's leaked borrower of a connection with drain: 1s held close() for 20 s. */
  @Test
  void eachConnectionHasItsOwnDrainTimeout() throws Exception {
    ConnectionProvider provider =
        open(
            """
            hasty: { type: Fake, url: 'fake://hasty', timeouts: { drain: 50ms } }
            patient: { type: Fake, url: 'fake://patient', timeouts: { drain: 15s } }
            """);
    Permit<?> leaked = provider.get("hasty", FakeConnection.class).hold(Operation.read("leaked"));
    Permit<?> slow = provider.get("patient", FakeConnection.class).hold(Operation.read("slow"));

    CompletableFuture<Void> closing = CompletableFuture.runAsync(provider::close, threads);

    // patient was opened last and is closed first, which keeps hasty from nothing.
    Await.until(() -> system.aborted.contains("hasty"));
    assertThat(closing).isNotDone();
    assertThat(system.closed).isEmpty();
    slow.close();
    closing.get(10, TimeUnit.SECONDS);
    assertThat(system.aborted).containsExactly("hasty");
    assertThat(system.closed).containsExactly("patient", "hasty");
    leaked.close();
  }

  @Test
  void closeEndsWithTheDrainTimeoutOfWhatIsStillHeld() {
    ConnectionProvider provider =
        open(
            """
            a: { type: Fake, url: 'fake://a', timeouts: { drain: 50ms } }
            b: { type: Fake, url: 'fake://b', timeouts: { drain: 1h } }
            """);
    Permit<?> held = provider.get("a", FakeConnection.class).hold(Operation.read("report"));
    provider.get("b").connect();

    provider.close(); // in time for the limit of this test

    assertThat(provider.close(LONG).took()).isLessThan(LONG);
    assertThat(system.aborted).containsExactly("a");
    held.close();
  }

  @Test
  void aFewAreWaitedForAtATimeThoseWithTheLeastTimeFirst() throws Exception {
    int count = ProviderScope.AT_ONCE + 8;
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String drain = i == count - 1 ? "50ms" : "15s";
      entries.append(
          "c%d: { type: Fake, url: 'fake://c', timeouts: { drain: %s } }\n".formatted(i, drain));
    }
    ConnectionProvider provider = open(entries.toString());
    List<Permit<?>> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      held.add(provider.get("c" + i, FakeConnection.class).hold(Operation.read("report")));
    }

    CompletableFuture<Void> closing = CompletableFuture.runAsync(provider::close, threads);

    Await.until(() -> system.aborted.contains("c" + (count - 1)));
    long waiting =
        Thread.getAllStackTraces().entrySet().stream()
            .filter(each -> each.getKey().getName().startsWith("connections-draining"))
            .filter(each -> Arrays.toString(each.getValue()).contains("DrainingClose"))
            .count();
    assertThat(waiting).isBetween(1L, (long) ProviderScope.AT_ONCE);
    held.forEach(Permit::close);
    closing.get(10, TimeUnit.SECONDS);
    assertThat(system.open()).isEmpty();
    assertThat(system.aborted).hasSize(1);
  }

  @Test
  void aDeadlineThatIsGivenHoldsForAllOfThem() {
    ConnectionProvider provider =
        open("a: { type: Fake, url: 'fake://a', timeouts: { drain: 1h } }\n");
    Permit<?> held = provider.get("a", FakeConnection.class).hold(Operation.read("report"));

    CloseReport report = provider.close(Duration.ofMillis(50));

    assertThat(report.took()).isLessThan(LONG);
    assertThat(system.aborted).containsExactly("a");
    held.close();
  }
}
