package dev.connections.internal.lifecycle;

import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionEvent.Missed;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order of their arrival, with a bound. Used by one thread at a time.
 *
 * <p>When it is full, the oldest event that may be dropped makes room, and leaves word of itself in
 * its place. The oldest, not the newest: a listener that catches up must end with the latest news,
 * since nothing more may come for hours. What must not be dropped is taken beyond the bound too:
 * opening, losing and closing make few such events, and each of those takes its time.
 */
final class EventQueue {

  private record Arrival(long number, ConnectionEvent event) {}

  private final int bound;
  private final Queue<Arrival> kept = new ArrayDeque<>();
  private final Queue<Arrival> droppable = new ArrayDeque<>();

  /** What is missing of each connection; in the order of arrival, since the oldest goes first. */
  private final Map<String, Arrival> missed = new LinkedHashMap<>();

  private long arrivals;

  /**
   * An empty queue.
   *
   * @param bound how many events it holds before it drops
   */
  EventQueue(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException(
          "The bound of a queue of events must be at least 1, but was " + bound);
    }
    this.bound = bound;
  }

  /** Whether a listener must hear of it, however slow it is. */
  private static boolean isKept(ConnectionEvent event) {
    return event instanceof ConnectionEvent.StateChanged
        || event instanceof ConnectionEvent.HealthChanged
        || event instanceof ConnectionEvent.CircuitChanged
        || event instanceof ConnectionEvent.SwitchedOver
        || event instanceof ConnectionEvent.SubscriptionChanged
        || event instanceof ConnectionEvent.Closed;
  }

  /** Adds an event; false if one had to be dropped for it, which may be the event itself. */
  boolean add(ConnectionEvent event) {
    (isKept(event) ? kept : droppable).add(new Arrival(++arrivals, event));
    if (kept.size() + droppable.size() <= bound) {
      return true;
    }
    Arrival dropped = droppable.poll();
    if (dropped == null) {
      return true;
    }
    note(dropped);
    return false;
  }

  private void note(Arrival dropped) {
    ConnectionEvent event = dropped.event();
    // Removed first, so that it moves to the end.
    Arrival before = missed.remove(event.connection());
    long count = before != null && before.event() instanceof Missed earlier ? earlier.count() : 0;
    missed.put(
        event.connection(),
        new Arrival(
            dropped.number(),
            new Missed(event.connection(), event.sequence(), event.at(), count + 1)));
  }

  /** Takes the next event; null if there is none. */
  @Nullable ConnectionEvent poll() {
    Iterator<Arrival> gaps = missed.values().iterator();
    // What was dropped arrived before everything that still may be dropped.
    Arrival other = gaps.hasNext() ? gaps.next() : droppable.peek();
    Arrival next = kept.peek();
    if (other == null || (next != null && next.number() < other.number())) {
      kept.poll();
    } else {
      next = other;
      if (other.event() instanceof Missed) {
        gaps.remove();
      } else {
        droppable.poll();
      }
    }
    return next == null ? null : next.event();
  }

  void clear() {
    kept.clear();
    droppable.clear();
    missed.clear();
  }
}
