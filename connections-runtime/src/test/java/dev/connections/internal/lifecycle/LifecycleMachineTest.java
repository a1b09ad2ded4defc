package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionEvent.StateChanged;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class LifecycleMachineTest {

  private static final ServerMetadata SERVER =
      new ServerMetadata("Fake", "1", null, null, Map.of());

  /** The published table, written down a second time on purpose. */
  private static final Map<LifecycleState, Set<LifecycleState>> TABLE =
      Map.of(
          LifecycleState.DISCONNECTED,
          Set.of(LifecycleState.CONNECTING, LifecycleState.DRAINING),
          LifecycleState.CONNECTING,
          Set.of(LifecycleState.CONNECTED, LifecycleState.BROKEN, LifecycleState.DRAINING),
          LifecycleState.CONNECTED,
          Set.of(LifecycleState.BROKEN, LifecycleState.DRAINING),
          LifecycleState.BROKEN,
          Set.of(LifecycleState.CONNECTING, LifecycleState.DRAINING),
          LifecycleState.DRAINING,
          Set.of(LifecycleState.CLOSED),
          LifecycleState.CLOSED,
          Set.of());

  private final EventHub hub = new EventHub(TimeSource.system(), 100_000);
  private final List<ConnectionEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final ConnectionLock lock = new ConnectionLock();
  private final LifecycleMachine machine =
      new LifecycleMachine(
          "primary",
          lock,
          new EventJournal("db", lock, TimeSource.system(), hub),
          TimeSource.system(),
          TimeSource.system().now());

  LifecycleMachineTest() {
    hub.subscribe(events::add);
  }

  static Stream<Arguments> allPairs() {
    return Stream.of(LifecycleState.values())
        .flatMap(from -> Stream.of(LifecycleState.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("allPairs")
  void aTransitionIsPossibleExactlyIfTheTableHasIt(LifecycleState from, LifecycleState to) {
    bringTo(from);
    if (TABLE.getOrDefault(from, Set.of()).contains(to)) {
      assertThat(machine.move(from, to, null)).isTrue();
      assertThat(machine.state()).isEqualTo(to);
    } else {
      assertThatThrownBy(() -> machine.move(from, to, null))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(from + " to " + to);
      assertThat(machine.state()).isEqualTo(from);
    }
  }

  private void bringTo(LifecycleState state) {
    switch (state) {
      case DISCONNECTED -> {}
      case CONNECTING -> machine.connecting();
      case CONNECTED -> {
        machine.connecting();
        machine.connected(SERVER, Duration.ZERO);
      }
      case BROKEN -> {
        machine.connecting();
        machine.notConnected("refused");
      }
      case DRAINING -> machine.draining();
      case CLOSED -> {
        machine.draining();
        machine.closed();
      }
    }
    assertThat(machine.state()).isEqualTo(state);
  }

  @Test
  void aFailureOfAnEarlierGenerationDoesNotBreakALaterOne() {
    bringTo(LifecycleState.CONNECTED);
    machine.lost(1, "gone");
    machine.connecting();
    machine.connected(SERVER, Duration.ZERO);

    assertThat(machine.lost(1, "late news of the first")).isFalse();
    assertThat(machine.state()).isEqualTo(LifecycleState.CONNECTED);
    assertThat(machine.current().generation()).isEqualTo(2);
  }

  @Test
  void randomInterleavingsGiveOneChainOfLegalTransitionsNumberedWithoutGaps() throws Exception {
    CountDownLatch ready = new CountDownLatch(4);
    List<Thread> threads = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      threads.add(
          TestThreads.thread(
              "test",
              () -> {
                ready.countDown();
                awaitQuietly(ready);
                for (int step = 0; step < 5_000; step++) {
                  switch (random.nextInt(4)) {
                    case 0 -> machine.connecting();
                    case 1 -> machine.connected(SERVER, Duration.ZERO);
                    case 2 -> machine.notConnected("refused");
                    default -> machine.lost(machine.current().generation(), "lost");
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    machine.draining();
    machine.closed();
    assertThat(hub.close(Duration.ofSeconds(10))).isTrue();

    assertThat(events.stream().mapToLong(ConnectionEvent::sequence))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    LifecycleState state = LifecycleState.DISCONNECTED;
    for (ConnectionEvent event : events) {
      if (event instanceof StateChanged change) {
        assertThat(change.from()).isEqualTo(state);
        assertThat(TABLE.get(state)).contains(change.to());
        state = change.to();
      }
    }
    assertThat(state).isEqualTo(LifecycleState.CLOSED);
    assertThat(events).hasSizeGreaterThan(100);
    assertThat(state).isEqualTo(LifecycleState.CLOSED);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
