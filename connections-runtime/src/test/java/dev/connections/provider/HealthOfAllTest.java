package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ListenerRegistration;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.internal.connection.StoppedTime;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HealthOfAllTest {

  private final FakeSystem system = new FakeSystem();

  private ConnectionProvider open(String... names) {
    return Connections.builder()
        .configuration(Yaml.lazy(names))
        .types(new FakeTypes(system))
        .open();
  }

  private static Health of(String name, Map<String, Health> health) {
    return Objects.requireNonNull(health.get(name));
  }

  @Test
  void whatWasNeverOpenedIsInTheSnapshotAsUnknown() {
    try (ConnectionProvider provider = open("b", "a")) {
      assertThat(provider.snapshot().connections())
          .extracting(ConnectionSnapshot::name)
          .containsExactly("b", "a");
      assertThat(provider.snapshot().connection("a").orElseThrow().health())
          .isEqualTo(Health.UNKNOWN);
      assertThat(provider.snapshot().connection("a").orElseThrow().category()).isEqualTo("Fakes");
      assertThat(system.opened).isEmpty();
    }
  }

  @Test
  void allConnectionsAreCheckedInParallelAndListedInTheOrderOfTheConfiguration() {
    // Each probe waits for both others: one after another, none would ever end.
    CyclicBarrier together = new CyclicBarrier(3);
    for (String name : List.of("c", "a", "b")) {
      system.onOpen(name, () -> together.await(4, TimeUnit.SECONDS));
    }
    try (ConnectionProvider provider = open("c", "a", "b")) {
      Map<String, Health> health = provider.checkHealth(Duration.ofSeconds(10));

      assertThat(health.keySet()).containsExactly("c", "a", "b");
      assertThat(health.values()).extracting(Health::status).containsOnly(HealthStatus.UP);
    }
  }

  @Test
  void whatHasNotAnsweredByTheDeadlineIsDownForThatReason() {
    CountDownLatch release = new CountDownLatch(1);
    system.onOpen("slow", release::await);
    try (ConnectionProvider provider = open("slow", "quick")) {
      Map<String, Health> health = provider.checkHealth(Duration.ofSeconds(2));

      assertThat(health.get("quick")).returns(HealthStatus.UP, Health::status);
      assertThat(health.get("slow"))
          .returns(HealthStatus.DOWN, Health::status)
          .returns("has not answered within 2000 ms", Health::problem);
      release.countDown();
    }
  }

  /** An outsider's 400 connections: 1,400 threads, all DOWN, and no answer for 10,000. */
  @Test
  void aFewAreCheckedAtATime() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    String[] names = names(100);
    for (String name : names) {
      system.onOpen(
          name,
          () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Await.until(() -> now.get() >= ProviderScope.AT_ONCE || system.opened.size() > 64);
            now.decrementAndGet();
          });
    }
    try (ConnectionProvider provider = open(names)) {
      Map<String, Health> health = provider.checkHealth(Duration.ofSeconds(15));

      assertThat(health.keySet()).containsExactly(names);
      assertThat(health.values()).extracting(Health::status).containsOnly(HealthStatus.UP);
      assertThat(most.get()).isEqualTo(ProviderScope.AT_ONCE);
    }
  }

  @Test
  void whatWasNotReachedByTheDeadlineIsToldAsSuchAndAskedFirstTheNextTime() throws Exception {
    StoppedTime time = new StoppedTime();
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    String[] names = names(ProviderScope.AT_ONCE + 8);
    for (String name : names) {
      system.onOpen(
          name,
          () -> {
            begun.incrementAndGet();
            release.await();
          });
    }
    List<String> last = List.of(names).subList(ProviderScope.AT_ONCE, names.length);
    try (ConnectionProvider provider =
        Connections.builder()
            .configuration(Yaml.lazy(names))
            .types(new FakeTypes(system))
            .time(time)
            .open()) {
      CompletableFuture<Map<String, Health>> round =
          CompletableFuture.supplyAsync(
              () -> provider.checkHealth(Duration.ofSeconds(1)), TestThreads.pool());
      Await.until(() -> begun.get() == ProviderScope.AT_ONCE);
      time.advance(Duration.ofSeconds(1));
      Map<String, Health> health = round.get(10, TimeUnit.SECONDS);

      assertThat(of(names[0], health))
          .returns(HealthStatus.DOWN, Health::status)
          .returns("has not answered within 1000 ms", Health::problem);
      for (String name : last) {
        assertThat(of(name, health))
            .returns(HealthStatus.UNKNOWN, Health::status)
            .returns("not checked within 1000 ms", Health::problem);
      }
      assertThat(provider.snapshot().connection(last.get(0)).orElseThrow().lifecycle().state())
          .isEqualTo(LifecycleState.DISCONNECTED);

      release.countDown();
      Await.until(() -> system.opened.size() == ProviderScope.AT_ONCE);
      assertThat(provider.checkHealth(Duration.ofSeconds(1)).values())
          .extracting(Health::status)
          .containsOnly(HealthStatus.UP);
    }
  }

  @Test
  void whatWasNotReachedSaysWhatIsKnownOfIt() {
    try (ConnectionProvider provider = open("a", "b")) {
      provider.get("a").connect();

      Map<String, Health> health = provider.checkHealth(Duration.ZERO);

      assertThat(of("a", health))
          .returns(HealthStatus.UNKNOWN, Health::status)
          .returns("not checked within 0 ms; last known: UP", Health::problem);
      assertThat(of("b", health).problem()).isEqualTo("not checked within 0 ms");
      assertThat(system.opened).containsExactly("a");
    }
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i).toArray(String[]::new);
  }

  @Test
  void aConnectionThatIsDownDoesNotHideTheOthers() {
    system.onOpen(
        "broken",
        () -> {
          throw new java.net.ConnectException("connection refused");
        });
    try (ConnectionProvider provider = open("broken", "fine")) {
      Map<String, Health> health = provider.checkHealth(Duration.ofSeconds(5));

      assertThat(of("broken", health).status()).isEqualTo(HealthStatus.DOWN);
      assertThat(of("broken", health).problem()).contains("connection refused");
      assertThat(of("fine", health).status()).isEqualTo(HealthStatus.UP);
    }
  }

  @Test
  void aHandleWhoseCheckFailsIsDownWithoutItsSecrets() {
    // The type's own handle is at fault here, not what the runtime does for it.
    var type = FakeTypes.descriptor(77, "Faulty", "Fakes");
    try (ConnectionProvider provider =
        Connections.builder()
            .configuration(
                Yaml.connections(
                        "a: { type: Faulty, url: 'fake://a', password: '${env:PASSWORD}' }\n")
                    .environment(Map.of("PASSWORD", "tiger-4711")))
            .register(type, FaultyHandle::new, FakeConfiguration::bind)
            .open()) {
      Health health = of("a", provider.checkHealth(Duration.ofSeconds(5)));

      assertThat(health.status()).isEqualTo(HealthStatus.DOWN);
      assertThat(health.problem())
          .contains("its health check failed", "no entry with ***")
          .doesNotContain("tiger-4711");
    }
  }

  @Test
  void aCheckThatHangsIsBegunOnceHoweverOftenSomebodyAsks() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (ConnectionProvider provider = openHanging(begun, release)) {
      for (int i = 0; i < 5; i++) {
        assertThat(of("a", provider.checkHealth(Duration.ofMillis(20))).status())
            .isEqualTo(HealthStatus.DOWN);
      }
      assertThat(begun).hasValue(1);

      release.countDown();
      Await.until(
          () -> of("a", provider.checkHealth(Duration.ofSeconds(5))).status() == HealthStatus.UP);
    }
  }

  private ConnectionProvider openHanging(AtomicInteger begun, CountDownLatch release) {
    return Connections.builder()
        .configuration(Yaml.connections("a: { type: Hanging, url: 'fake://a' }\n"))
        .register(
            FakeTypes.descriptor(77, "Hanging", "Fakes"),
            context ->
                new HangingHandle(context.core(made -> system.endpoint("a")), begun, release),
            FakeConfiguration::bind)
        .open();
  }

  @Test
  void anInterruptedCheckLeavesTheFlagSet() {
    // The check hangs: an answer that is there already is given to an interrupted caller as well.
    CountDownLatch release = new CountDownLatch(1);
    try (ConnectionProvider provider = openHanging(new AtomicInteger(), release)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> provider.checkHealth(Duration.ofSeconds(5)))
          .isInstanceOf(ConnectionInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
      release.countDown();
    }
  }

  @Test
  void subscribersHearOfAllConnectionsUntilTheyUnsubscribe() {
    try (ConnectionProvider provider = open("a", "b")) {
      List<String> heard = new CopyOnWriteArrayList<>();
      ListenerRegistration registration =
          provider.subscribe(
              event -> {
                if (event instanceof ConnectionEvent.Opened) {
                  heard.add(event.connection());
                }
              });
      provider.get("a").connect();
      Await.until(() -> heard.equals(List.of("a")));

      registration.close();
      List<String> later = new CopyOnWriteArrayList<>();
      provider.subscribe(event -> later.add(event.connection()));
      provider.get("b").connect();
      Await.until(() -> later.contains("b"));
      assertThat(heard).containsExactly("a");
    }
  }

  /** A handle with a mistake of its own, which says more than it should. */
  private static final class FaultyHandle extends FakeHandle {
    private final String password;

    FaultyHandle(ConnectionContext<FakeConfiguration> context) {
      super(context.core(made -> new FakeSystem().endpoint(context.name())));
      this.password = context.configuration().password().orElseThrow().reveal();
    }

    @Override
    public Health checkHealth() {
      throw new IllegalStateException("no entry with " + password);
    }
  }

  /** A handle that does not come back before it is released. */
  private static final class HangingHandle extends FakeHandle {
    private final AtomicInteger begun;
    private final CountDownLatch release;

    HangingHandle(ConnectionCore<?> core, AtomicInteger begun, CountDownLatch release) {
      super(core);
      this.begun = begun;
      this.release = release;
    }

    @Override
    public Health checkHealth() {
      begun.incrementAndGet();
      try {
        release.await();
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
      }
      return super.checkHealth();
    }
  }
}
