package dev.connections.internal.lifecycle;

import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionListener;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events on their way to one listener: one thread at a time takes them there. */
final class Delivery implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections");

  private final ConnectionListener listener;
  private final Executor threads;
  private final EventQueue queue;
  private final LongAdder dropped;

  /** Held for moments only: whoever publishes an event waits for it. */
  private final ReentrantLock lock = new ReentrantLock();

  private boolean running;
  private volatile boolean stopped;

  /**
   * A delivery of nothing yet.
   *
   * @param bound how many events may wait
   * @param dropped counts those that made room for others
   */
  Delivery(ConnectionListener listener, Executor threads, int bound, LongAdder dropped) {
    this.listener = listener;
    this.threads = threads;
    this.queue = new EventQueue(bound);
    this.dropped = dropped;
  }

  /** Queues an event; never waits for the listener. */
  void offer(ConnectionEvent event) {
    if (!stopped && add(event)) {
      try {
        threads.execute(this);
      } catch (RejectedExecutionException closed) {
        stop();
      }
    }
  }

  /** Adds it; true if no one is taking events to the listener yet. */
  private boolean add(ConnectionEvent event) {
    lock.lock();
    try {
      if (!queue.add(event)) {
        dropped.increment();
      }
      boolean idle = !running;
      running = true;
      return idle;
    } finally {
      lock.unlock();
    }
  }

  /** Delivers nothing more. */
  void stop() {
    stopped = true;
    lock.lock();
    try {
      queue.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    ConnectionEvent event = next();
    while (event != null) {
      deliver(event);
      event = next();
    }
  }

  /** The next event; null if there is none, and then whoever adds one starts a new run. */
  private @Nullable ConnectionEvent next() {
    lock.lock();
    try {
      ConnectionEvent event = stopped ? null : queue.poll();
      running = event != null;
      return event;
    } finally {
      lock.unlock();
    }
  }

  private void deliver(ConnectionEvent event) {
    try {
      listener.onEvent(event);
    } catch (RuntimeException | Error failure) {
      // Errors too: a listener with an assertion in it must not end the delivery of later events.
      LOG.warn("{}: a listener failed on event {}", event.connection(), event.sequence(), failure);
    }
  }
}
