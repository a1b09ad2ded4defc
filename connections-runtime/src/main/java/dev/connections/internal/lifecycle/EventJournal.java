package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Numbers the events of one connection, without gaps and in the order of what they report. Nothing
 * follows the event that says that it was closed.
 */
public final class EventJournal {

  /** Makes an event for its number and time. */
  @FunctionalInterface
  public interface Entry {
    /** The event. */
    ConnectionEvent at(String connection, long sequence, Instant time);
  }

  private final String connection;
  private final TimeSource time;
  private final EventHub hub;
  private final ReentrantLock order = new ReentrantLock();
  private long sequence;
  private boolean ended;

  /** The journal of one connection. */
  public EventJournal(String connection, TimeSource time, EventHub hub) {
    this.connection = connection;
    this.time = time;
    this.hub = hub;
  }

  /** Adds an event; not after the last one. */
  public void append(Entry entry) {
    order.lock();
    try {
      if (ended) {
        return;
      }
      ConnectionEvent event = entry.at(connection, ++sequence, time.now());
      ended = event instanceof ConnectionEvent.Closed;
      hub.publish(event);
    } finally {
      order.unlock();
    }
  }

  /** Runs a change together with the events it appends, so that nothing comes between them. */
  public <T> T inOrder(Supplier<T> change) {
    order.lock();
    try {
      return change.get();
    } finally {
      order.unlock();
    }
  }
}
