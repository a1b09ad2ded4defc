package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionEvent.Closed;
import dev.connections.monitoring.ConnectionEvent.ConfigurationReplaced;
import dev.connections.monitoring.ConnectionEvent.Missed;
import dev.connections.monitoring.ConnectionEvent.StateChanged;
import dev.connections.monitoring.LifecycleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  private static final Instant AT = Instant.EPOCH;

  private static ConnectionEvent replaced(String connection, long sequence) {
    return new ConfigurationReplaced(connection, sequence, AT.plusSeconds(sequence), 1);
  }

  private static ConnectionEvent state(String connection, long sequence) {
    return new StateChanged(
        connection,
        sequence,
        AT,
        "primary",
        LifecycleState.CONNECTED,
        LifecycleState.BROKEN,
        1,
        "x");
  }

  private static List<ConnectionEvent> drain(EventQueue queue) {
    List<ConnectionEvent> events = new ArrayList<>();
    for (ConnectionEvent event = queue.poll(); event != null; event = queue.poll()) {
      events.add(event);
    }
    return events;
  }

  @Test
  void whatFitsComesOutAsItCameIn() {
    EventQueue queue = new EventQueue(4);
    List<ConnectionEvent> events =
        List.of(replaced("a", 1), state("a", 2), replaced("b", 1), state("b", 2));
    for (ConnectionEvent event : events) {
      assertThat(queue.add(event)).isTrue();
    }

    assertThat(drain(queue)).containsExactlyElementsOf(events);
  }

  @Test
  void theOldestIsDroppedAndLeavesWordInItsPlace() {
    EventQueue queue = new EventQueue(2);
    for (int sequence = 1; sequence <= 5; sequence++) {
      assertThat(queue.add(replaced("a", sequence))).isEqualTo(sequence <= 2);
    }

    assertThat(drain(queue))
        .containsExactly(
            new Missed("a", 3, AT.plusSeconds(3), 3), replaced("a", 4), replaced("a", 5));
  }

  @Test
  void changesOfStateAndTheEndAreKeptHoweverManyThereAre() {
    EventQueue queue = new EventQueue(2);
    ConnectionEvent end = new Closed("a", 6, AT, List.of());
    queue.add(state("a", 1));
    queue.add(replaced("a", 2));
    queue.add(state("a", 3));
    queue.add(state("a", 4));
    queue.add(replaced("a", 5));
    queue.add(end);

    assertThat(drain(queue))
        .containsExactly(
            state("a", 1),
            state("a", 3),
            state("a", 4),
            new Missed("a", 5, AT.plusSeconds(5), 2),
            end);
  }

  @Test
  void eachConnectionIsToldOfItsOwnGap() {
    EventQueue queue = new EventQueue(1);
    queue.add(replaced("a", 1));
    queue.add(replaced("b", 7));
    queue.add(replaced("a", 2));
    queue.add(replaced("c", 9));

    assertThat(drain(queue))
        .containsExactly(
            new Missed("b", 7, AT.plusSeconds(7), 1),
            new Missed("a", 2, AT.plusSeconds(2), 2),
            replaced("c", 9));
  }

  @Test
  void anEventOnceToldOfIsNotCountedAgain() {
    EventQueue queue = new EventQueue(1);
    queue.add(replaced("a", 1));
    queue.add(replaced("a", 2));
    assertThat(queue.poll()).isEqualTo(new Missed("a", 1, AT.plusSeconds(1), 1));
    queue.add(replaced("a", 3));

    assertThat(drain(queue))
        .containsExactly(new Missed("a", 2, AT.plusSeconds(2), 1), replaced("a", 3));
  }

  @Test
  void whateverComesTheOrderHoldsAndEveryEventIsHeardOrCounted() {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      EventQueue queue = new EventQueue(1 + random.nextInt(5));
      Map<String, Long> sequences = new HashMap<>();
      List<ConnectionEvent> heard = new ArrayList<>();
      long added = 0;
      for (int step = 0; step < 100; step++) {
        String connection = "c" + random.nextInt(3);
        if (random.nextInt(3) == 0) {
          ConnectionEvent event = queue.poll();
          if (event != null) {
            heard.add(event);
          }
        } else {
          long sequence = sequences.merge(connection, 1L, Long::sum);
          queue.add(
              random.nextBoolean() ? state(connection, sequence) : replaced(connection, sequence));
          added++;
        }
      }
      heard.addAll(drain(queue));

      Map<String, Long> last = new HashMap<>();
      long accounted = 0;
      for (ConnectionEvent event : heard) {
        Long before = last.put(event.connection(), event.sequence());
        assertThat(before == null || before < event.sequence()).as("order of %s", heard).isTrue();
        accounted += event instanceof Missed missed ? missed.count() : 1;
      }
      assertThat(accounted).isEqualTo(added);
      assertThat(last).isEqualTo(sequences);
    }
  }

  @Test
  void aBoundThatHoldsNothingIsRefused() {
    assertThatThrownBy(() -> new EventQueue(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1, but was 0");
  }
}
