package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.LifecycleState;
import dev.connections.testsupport.Await;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StartupTest {

  private final FakeSystem system = new FakeSystem();

  private ConnectionProviderBuilder builder(String... entries) {
    return Connections.builder()
        .configuration(Yaml.connections(String.join("", entries)))
        .types(new FakeTypes(system));
  }

  @Test
  void eagerConnectionsAreOpenWhenTheProviderIsAndLazyOnesAreNot() {
    try (ConnectionProvider provider =
        builder(Yaml.entry("a", "fail"), Yaml.entry("b", "warn"), Yaml.entry("c", "lazy")).open()) {
      assertThat(system.opened).containsExactlyInAnyOrder("a", "b");
      assertThat(provider.get("c").snapshot().lifecycle().state())
          .isEqualTo(LifecycleState.DISCONNECTED);

      assertThat(provider.get("c").client()).isEqualTo("client of c");
      assertThat(system.opened).contains("c");
    }
    assertThat(system.open()).isEmpty();
  }

  @Test
  void eagerConnectionsAreOpenedInParallel() {
    // Each opening waits for all others: one after another, none would ever end.
    CyclicBarrier together = new CyclicBarrier(4);
    for (String name : List.of("a", "b", "c", "d")) {
      system.onOpen(name, () -> together.await(4, TimeUnit.SECONDS));
    }

    try (ConnectionProvider provider =
        builder(
                Yaml.entry("a", "fail"),
                Yaml.entry("b", "fail"),
                Yaml.entry("c", "warn"),
                Yaml.entry("d", "warn"))
            .open()) {
      assertThat(system.open()).containsExactlyInAnyOrder("a", "b", "c", "d");
      assertThat(provider.names()).hasSize(4);
    }
  }

  @Test
  void aFewAreOpenedAtATime() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    String[] entries = new String[100];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Yaml.entry("c" + i, i % 2 == 0 ? "fail" : "warn");
      system.onOpen(
          "c" + i,
          () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Await.until(() -> now.get() >= ProviderScope.AT_ONCE || system.opened.size() > 64);
            now.decrementAndGet();
          });
    }

    try (ConnectionProvider provider = builder(entries).open()) {
      assertThat(system.open()).hasSize(100);
      assertThat(most.get()).isEqualTo(ProviderScope.AT_ONCE);
      assertThat(provider.names()).hasSize(100);
    }
  }

  @Test
  void aFailingStartNamesEveryFailureAndLeavesNothingOpen() {
    system.onOpen(
        "b",
        () -> {
          throw new ConnectException("connection refused");
        });
    system.onOpen(
        "c",
        () -> {
          throw new SecurityException("password not accepted");
        });

    PermanentConnectionException failure =
        catchThrowableOfType(
            PermanentConnectionException.class,
            () ->
                builder(
                        Yaml.entry("a", "fail"),
                        Yaml.entry("b", "fail"),
                        Yaml.entry("c", "fail"),
                        Yaml.entry("d", "warn"))
                    .open());

    assertThat(failure.getMessage())
        .startsWith(
            "[permanent] test.yaml: 2 of 3 connections that must be open at start could not be"
                + " opened, so all were closed\n")
        .containsPattern("\n  name +type +after +code +problem\n")
        .containsPattern("\n  b +Fake +\\d+ ms +transient +.*connection refused")
        .containsPattern("\n  c +Fake +\\d+ ms +authentication +.*password not accepted");
    assertThat(failure.getCause()).isInstanceOf(ConnectionException.class);
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(system.opened).contains("a", "d");
    assertThat(system.open()).isEmpty();
    assertThat(system.closed).containsExactlyInAnyOrder("a", "d");
  }

  @Test
  void aStartThatMayWorkLaterFailsAsTransient() {
    system.onOpen(
        "a",
        () -> {
          throw new ConnectException("connection refused");
        });

    assertThatThrownBy(() -> builder(Yaml.entry("a", "fail")).open())
        .isInstanceOf(TransientConnectionException.class);
  }

  @Test
  void anOpeningThatIgnoresItsTimeoutIsReportedAndClosedWhenItEnds() {
    CountDownLatch release = new CountDownLatch(1);
    // Neither the deadline nor an interrupt makes it give up.
    system.onOpen("a", () -> Await.until(() -> release.getCount() == 0));

    assertThatThrownBy(
            () ->
                builder(
                        "a: { type: Fake, url: 'fake://a', startup: fail, timeouts: { connect: 50ms"
                            + " } }\n")
                    .open())
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("deadline-exceeded");

    release.countDown();
    Await.until(() -> system.closed.contains("a"));
    assertThat(system.opened).containsExactly("a");
    assertThat(system.open()).isEmpty();
  }

  @Test
  void aDriverThatIsMissingIsARowOfTheTable() {
    system.onOpen(
        "a",
        () -> {
          throw new NoClassDefFoundError("com/acme/Driver");
        });

    assertThatThrownBy(() -> builder(Yaml.entry("a", "fail")).open())
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("com/acme/Driver");
  }

  @Test
  void aConnectionThatOnlyWarnsIsOpenedByItsNextUse() {
    CountDownLatch first = new CountDownLatch(1);
    system.onOpen(
        "a",
        () -> {
          if (first.getCount() > 0) {
            first.countDown();
            throw new ConnectException("connection refused");
          }
        });

    try (ConnectionProvider provider = builder(Yaml.entry("a", "warn")).open()) {
      assertThat(provider.get("a").snapshot().lifecycle().state()).isEqualTo(LifecycleState.BROKEN);
      assertThat(provider.get("a").client()).isEqualTo("client of a");
    }
  }

  @Test
  void whatComesUpInTheBackgroundDoesNotHoldUpTheStart() {
    CountDownLatch release = new CountDownLatch(1);
    system.onOpen("a", release::await);

    try (ConnectionProvider provider = builder(Yaml.entry("a", "background")).open()) {
      assertThat(system.opened).isEmpty();
      release.countDown();
      Await.until(
          () -> provider.get("a").snapshot().lifecycle().state() == LifecycleState.CONNECTED);
    }
    assertThat(system.open()).isEmpty();
  }

  @Test
  void aCriticalConnectionComesUpInTheBackgroundWithoutBeingUsed() {
    try (ConnectionProvider provider =
        builder("a: { type: Fake, url: 'fake://a', critical: true }\n").open()) {
      Await.until(
          () -> provider.get("a").snapshot().lifecycle().state() == LifecycleState.CONNECTED);
    }
  }

  @Test
  void thatAConnectionIsCriticalIsSaidByItsHealthAndSnapshot() {
    String yaml =
        "a: { type: Fake, url: 'fake://a', critical: true, startup: lazy }\n"
            + "b: { type: Fake, url: 'fake://b' }\n";
    try (ConnectionProvider provider = builder(yaml).open()) {
      assertThat(provider.get("a").health().data()).containsEntry("critical", "true");
      assertThat(provider.get("a").snapshot().critical()).isTrue();
      assertThat(provider.get("b").health().data()).doesNotContainKey("critical");
    }
  }

  @Test
  void anInterruptedStartClosesEverything() {
    CountDownLatch release = new CountDownLatch(1);
    system.onOpen("b", release::await);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> builder(Yaml.entry("a", "fail"), Yaml.entry("b", "fail")).open())
        .isInstanceOf(ConnectionInterruptedException.class);

    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
    Await.until(() -> system.open().isEmpty());
  }

  @Test
  void aListenerOfTheBuilderHearsTheFirstEvents() {
    List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

    try (ConnectionProvider provider =
        builder(Yaml.entry("a", "fail")).listener(events::add).open()) {
      assertThat(provider.names()).containsExactly("a");
    }

    Await.until(
        () -> !events.isEmpty() && events.get(events.size() - 1) instanceof ConnectionEvent.Closed);
    assertThat(events.get(0).sequence()).isEqualTo(1);
    assertThat(events).anyMatch(ConnectionEvent.Opened.class::isInstance);
  }
}
