package dev.connections.testing;

import static dev.connections.monitoring.LifecycleState.BROKEN;
import static dev.connections.monitoring.LifecycleState.CLOSED;
import static dev.connections.monitoring.LifecycleState.CONNECTED;
import static dev.connections.monitoring.LifecycleState.CONNECTING;
import static dev.connections.monitoring.LifecycleState.DISCONNECTED;
import static dev.connections.monitoring.LifecycleState.DRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionEvent.Closed;
import dev.connections.monitoring.ConnectionEvent.HealthChanged;
import dev.connections.monitoring.ConnectionEvent.Missed;
import dev.connections.monitoring.ConnectionEvent.Opened;
import dev.connections.monitoring.ConnectionEvent.StateChanged;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RecordingListenerTest {

  private static final Instant AT = VirtualTime.START;

  private final RecordingListener events = new RecordingListener();

  private void hear(ConnectionEvent... heard) {
    for (ConnectionEvent event : heard) {
      events.onEvent(event);
    }
  }

  private static StateChanged change(
      long sequence, LifecycleState from, LifecycleState to, long generation) {
    return new StateChanged("orders-db", sequence, AT, "primary", from, to, generation, null);
  }

  private static Opened opened(long sequence, long generation) {
    return new Opened(
        "orders-db",
        sequence,
        AT,
        "primary",
        generation,
        new ServerMetadata("Echo", null, null, null, Map.of()),
        Duration.ZERO);
  }

  private static HealthChanged health(long sequence, HealthStatus from, HealthStatus to) {
    return new HealthChanged("orders-db", sequence, AT, from, to, null);
  }

  @Test
  void whatAListenerWasToldItMissedIsNoGap() {
    hear(
        change(1, DISCONNECTED, CONNECTING, 0),
        change(2, CONNECTING, CONNECTED, 1),
        new Missed("orders-db", 4, AT, 2),
        health(5, HealthStatus.DOWN, HealthStatus.UP));

    events.assertInOrder();
  }

  @Test
  void aGapThatEndsBeforeItBeginsIsFound() {
    hear(change(1, DISCONNECTED, CONNECTING, 0), new Missed("orders-db", 1, AT, 1));

    assertThatThrownBy(events::assertInOrder)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 events up to 1 cannot be missing");
  }

  @Test
  void aWholeLifeIsInOrder() {
    hear(
        change(1, DISCONNECTED, CONNECTING, 0),
        change(2, CONNECTING, CONNECTED, 1),
        opened(3, 1),
        health(4, HealthStatus.UNKNOWN, HealthStatus.UP),
        change(5, CONNECTED, BROKEN, 1),
        health(6, HealthStatus.UP, HealthStatus.DOWN),
        change(7, BROKEN, CONNECTING, 1),
        change(8, CONNECTING, CONNECTED, 2),
        opened(9, 2),
        change(10, CONNECTED, DRAINING, 2),
        change(11, DRAINING, CLOSED, 2),
        new Closed("orders-db", 12, AT, List.of()));
    events.assertInOrder();
    assertThat(events.states("orders-db"))
        .containsExactly(CONNECTING, CONNECTED, BROKEN, CONNECTING, CONNECTED, DRAINING, CLOSED);
    assertThat(events.events(Opened.class)).extracting(Opened::generation).containsExactly(1L, 2L);
  }

  @Test
  void eachConnectionHasItsOwnOrder() {
    hear(
        change(1, DISCONNECTED, CONNECTING, 0),
        new StateChanged("weather", 1, AT, "primary", DISCONNECTED, DRAINING, 0, null),
        change(2, CONNECTING, CONNECTED, 1));
    events.assertInOrder();
    assertThat(events.events("weather")).hasSize(1);
  }

  @Test
  void aGapIsFound() {
    hear(change(1, DISCONNECTED, CONNECTING, 0), change(3, CONNECTING, CONNECTED, 1));
    assertOutOfOrder("Event 2 must follow event 1");
  }

  @Test
  void anIllegalChangeIsFound() {
    hear(change(1, DISCONNECTED, CONNECTED, 1));
    assertOutOfOrder("DISCONNECTED may be followed by");
  }

  @Test
  void aChangeThatBeginsElsewhereIsFound() {
    hear(change(1, DISCONNECTED, CONNECTING, 0), change(2, BROKEN, CONNECTING, 0));
    assertOutOfOrder("The state was CONNECTING");
  }

  @Test
  void aGenerationThatGoesBackIsFound() {
    hear(change(4, CONNECTING, CONNECTED, 3), change(5, CONNECTED, BROKEN, 2));
    assertOutOfOrder("The generation was 3");
  }

  @Test
  void openingWithoutBeingConnectedIsFound() {
    hear(change(1, DISCONNECTED, CONNECTING, 0), opened(2, 1));
    assertOutOfOrder("Opened, but the state is CONNECTING");
  }

  @Test
  void openingAnotherGenerationIsFound() {
    hear(change(2, CONNECTING, CONNECTED, 1), opened(3, 3));
    assertOutOfOrder("Opened generation 3");
  }

  @Test
  void healthThatChangesFromWhatItWasNotIsFound() {
    hear(
        health(1, HealthStatus.UNKNOWN, HealthStatus.UP),
        health(2, HealthStatus.DOWN, HealthStatus.UP));
    assertOutOfOrder("Health was UP");
  }

  @Test
  void aChangeOfHealthThatChangesNothingIsFound() {
    hear(health(1, HealthStatus.UP, HealthStatus.UP));
    assertOutOfOrder("changes nothing");
  }

  @Test
  void closingBeforeTheStateIsClosedIsFound() {
    hear(change(1, DISCONNECTED, DRAINING, 0), new Closed("orders-db", 2, AT, List.of()));
    assertOutOfOrder("Closed, but the state is DRAINING");
  }

  @Test
  void anEventAfterTheLastIsFound() {
    hear(
        change(1, DRAINING, CLOSED, 0),
        new Closed("orders-db", 2, AT, List.of()),
        health(3, HealthStatus.UP, HealthStatus.DOWN));
    assertOutOfOrder("after the connection was closed");
  }

  @Test
  void waitsForAnEventThatComesLater() throws InterruptedException {
    Thread later = TestThreads.thread("test", () -> hear(opened(1, 1)));
    later.start();
    assertThat(events.await(event -> event instanceof Opened, Duration.ofSeconds(5)))
        .isEqualTo(opened(1, 1));
    later.join();
  }

  @Test
  void waitingInVainTellsWhatWasHeardInstead() {
    hear(opened(1, 1));
    assertThatThrownBy(() -> events.await(Closed.class::isInstance, Duration.ofMillis(20)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("did not come")
        .hasMessageContaining("Opened[connection=orders-db");
  }

  private void assertOutOfOrder(String problem) {
    assertThatThrownBy(events::assertInOrder)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(problem);
  }
}
