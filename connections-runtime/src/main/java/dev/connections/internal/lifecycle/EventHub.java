package dev.connections.internal.lifecycle;

import dev.connections.ConnectionEvent;
import dev.connections.ConnectionListener;
import dev.connections.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Carries the events of a provider's connections to its listeners, each on a thread of its own, in
 * the order in which they were published. Thread-safe.
 *
 * <p>Nothing is ever dropped: connections publish few events, and every one of them is a change.
 */
public final class EventHub {

  private final ThreadPoolExecutor threads = DaemonThreads.unbounded("connections-events");
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  /** A hub whose events are logged, one logger for each connection. */
  public EventHub() {
    deliveries.add(new Delivery(new LoggingListener(), threads));
  }

  /** Tells a listener everything from now on. */
  public Subscription subscribe(ConnectionListener listener) {
    Delivery delivery = new Delivery(listener, threads);
    deliveries.add(delivery);
    return () -> {
      deliveries.remove(delivery);
      delivery.stop();
    };
  }

  /** Queues an event for every listener; never blocks. Ignored once the hub is closed. */
  void publish(ConnectionEvent event) {
    for (Delivery delivery : deliveries) {
      delivery.offer(event);
    }
  }

  /**
   * Delivers what is queued, and then nothing more.
   *
   * @param atMost how long to wait for listeners that take their time
   * @return whether everything was delivered
   */
  public boolean close(Duration atMost) {
    threads.shutdown();
    try {
      return threads.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
