package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ListenerRegistration;
import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionEvent.ConfigurationReplaced;
import dev.connections.monitoring.ConnectionEvent.Missed;
import dev.connections.monitoring.ConnectionEvent.StateChanged;
import dev.connections.monitoring.LifecycleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventHubTest {

  private final EventHub hub = new EventHub();
  private final EventJournal journal =
      new EventJournal("db", new ConnectionLock(), TimeSource.system(), hub);
  private final List<Long> heard = Collections.synchronizedList(new ArrayList<>());

  private void publish(int count) {
    for (int index = 0; index < count; index++) {
      journal.append(
          (name, sequence, at) ->
              new ConnectionEvent.ConfigurationReplaced(name, sequence, at, sequence));
    }
  }

  @Test
  void everythingIsHeardInOrderByTheTimeTheHubIsClosed() {
    hub.subscribe(event -> heard.add(event.sequence()));
    publish(1_000);

    assertThat(hub.close(Duration.ofSeconds(10))).isTrue();
    assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(1, 1_000).boxed().toList());
  }

  @Test
  void aListenerThatThrowsHearsTheNextEventAndDisturbsNobody() {
    List<Long> heardByFaulty = Collections.synchronizedList(new ArrayList<>());
    hub.subscribe(
        event -> {
          heardByFaulty.add(event.sequence());
          throw new IllegalStateException("a bug of the listener");
        });
    hub.subscribe(event -> heard.add(event.sequence()));
    publish(3);

    assertThat(hub.close(Duration.ofSeconds(10))).isTrue();
    assertThat(heardByFaulty).containsExactly(1L, 2L, 3L);
    assertThat(heard).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aListenerThatBlocksHoldsUpNeitherThePublisherNorTheOthers() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(3);
    hub.subscribe(event -> awaitQuietly(release));
    hub.subscribe(event -> others.countDown());
    publish(3);

    assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(hub.close(Duration.ofMillis(50)))
        .as("closing waits no longer than allowed")
        .isFalse();
    release.countDown();
  }

  @Test
  void aClosedSubscriptionHearsNothingMore() {
    ListenerRegistration registration = hub.subscribe(event -> heard.add(event.sequence()));
    registration.close();
    registration.close();
    publish(3);

    assertThat(hub.close(Duration.ofSeconds(10))).isTrue();
    assertThat(heard).isEmpty();
  }

  @Test
  void aListenerThatIsStuckMissesWhatMayBeMissedAndIsTold() throws Exception {
    EventHub small = new EventHub(TimeSource.system(), 8);
    EventJournal events = new EventJournal("db", new ConnectionLock(), TimeSource.system(), small);
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<ConnectionEvent> told = Collections.synchronizedList(new ArrayList<>());
    small.subscribe(
        event -> {
          stuck.countDown();
          awaitQuietly(release);
          told.add(event);
        });
    replaced(events, 1);
    assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();

    for (int round = 0; round < 10; round++) {
      state(events);
      replaced(events, 9);
    }
    small.publish(new ConnectionEvent.Closed("other", 1, Instant.EPOCH, List.of()));
    long counted = small.dropped();
    release.countDown();

    assertThat(small.close(Duration.ofSeconds(10))).isTrue();
    assertThat(told).filteredOn(event -> event instanceof StateChanged).hasSize(10);
    assertThat(told).last().extracting(ConnectionEvent::connection).isEqualTo("other");
    long missed = 0;
    long heardOfDb = 0;
    for (ConnectionEvent event : told) {
      missed += event instanceof Missed gap ? gap.count() : 0;
      heardOfDb += event instanceof Missed || event.connection().equals("other") ? 0 : 1;
    }
    assertThat(missed + heardOfDb).isEqualTo(101);
    // The log is a listener too, and may have been slow itself.
    assertThat(counted).isGreaterThanOrEqualTo(missed);
    assertThat(missed).isGreaterThanOrEqualTo(82);
  }

  private static void replaced(EventJournal events, int count) {
    for (int index = 0; index < count; index++) {
      events.append((name, sequence, at) -> new ConfigurationReplaced(name, sequence, at, 1));
    }
  }

  private static void state(EventJournal events) {
    events.append(
        (name, sequence, at) ->
            new StateChanged(
                name,
                sequence,
                at,
                "primary",
                LifecycleState.CONNECTED,
                LifecycleState.BROKEN,
                1,
                "x"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
