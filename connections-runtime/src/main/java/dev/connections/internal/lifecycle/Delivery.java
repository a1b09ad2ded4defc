package dev.connections.internal.lifecycle;

import dev.connections.ConnectionEvent;
import dev.connections.ConnectionListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events on their way to one listener: one thread at a time takes them there. */
final class Delivery implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections");

  private final ConnectionListener listener;
  private final Executor threads;
  private final Queue<ConnectionEvent> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger undelivered = new AtomicInteger();
  private volatile boolean stopped;

  Delivery(ConnectionListener listener, Executor threads) {
    this.listener = listener;
    this.threads = threads;
  }

  void offer(ConnectionEvent event) {
    queue.add(event);
    if (undelivered.getAndIncrement() == 0) {
      try {
        threads.execute(this);
      } catch (RejectedExecutionException closed) {
        stopped = true;
      }
    }
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    do {
      ConnectionEvent event = queue.poll();
      if (event != null && !stopped) {
        deliver(event);
      }
    } while (undelivered.decrementAndGet() > 0);
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
