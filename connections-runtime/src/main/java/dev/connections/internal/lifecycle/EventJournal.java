package dev.connections.internal.lifecycle;

import dev.connections.ConnectionEvent;
import dev.connections.TimeSource;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Numbers the events of one connection, without gaps and in the order of what they report. */
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

  /** The journal of one connection. */
  public EventJournal(String connection, TimeSource time, EventHub hub) {
    this.connection = connection;
    this.time = time;
    this.hub = hub;
  }

  /** Adds an event. */
  public void append(Entry entry) {
    order.lock();
    try {
      hub.publish(entry.at(connection, ++sequence, time.now()));
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
