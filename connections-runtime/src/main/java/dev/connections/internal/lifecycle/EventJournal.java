package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import java.time.Instant;

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
  private final ConnectionLock lock;
  private final TimeSource time;
  private final EventHub hub;

  /** Guarded by the lock, as is {@code ended}. */
  private long sequence;

  private boolean ended;

  /** The journal of one connection, whose changes are made under the lock. */
  public EventJournal(String connection, ConnectionLock lock, TimeSource time, EventHub hub) {
    this.connection = connection;
    this.lock = lock;
    this.time = time;
    this.hub = hub;
  }

  /** The one under which its connection changes. */
  public ConnectionLock lock() {
    return lock;
  }

  /** Adds an event; not after the last one. */
  public void append(Entry entry) {
    lock.lock();
    try {
      if (!ended) {
        ConnectionEvent event = entry.at(connection, ++sequence, time.now());
        ended = event instanceof ConnectionEvent.Closed;
        hub.publish(event);
      }
    } finally {
      lock.unlock();
    }
  }
}
