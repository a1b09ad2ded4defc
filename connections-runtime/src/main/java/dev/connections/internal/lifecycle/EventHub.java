package dev.connections.internal.lifecycle;

import dev.connections.ListenerRegistration;
import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Carries the events of a provider's connections to its listeners, each on a thread of its own and
 * from a bounded queue of its own, in the order in which they were published. Thread-safe.
 *
 * <p>A listener that is slower than the events misses some, see {@link
 * dev.connections.monitoring.ConnectionEvent}; it costs the others nothing.
 */
public final class EventHub {

  /**
   * How many events may wait for one listener. A provider of 300 connections that all break and are
   * all opened again makes about 1,000; a listener that is further behind is not late but stuck.
   */
  public static final int BOUND = 1_024;

  private final int bound;
  private final ThreadPoolExecutor threads = DaemonThreads.unbounded("connections-events");
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final LongAdder dropped = new LongAdder();

  /** A hub with the machine's clocks and the ordinary {@link #BOUND}. */
  public EventHub() {
    this(TimeSource.system(), BOUND);
  }

  /**
   * A hub whose events are logged, one logger for each connection.
   *
   * @param time by which the log is limited
   * @param bound how many events may wait for one listener; at least 1
   */
  public EventHub(TimeSource time, int bound) {
    this.bound = bound;
    subscribe(new LoggingListener(time, Later.on(threads)));
  }

  private EventHub(TimeSource time) {
    this.bound = BOUND;
    subscribe(LoggingListener.unheard(time, Later.on(threads)));
  }

  /** A hub whose events become lines that no one gets. */
  public static EventHub unheard(TimeSource time) {
    return new EventHub(time);
  }

  /** Tells a listener everything from now on. */
  public ListenerRegistration subscribe(ConnectionListener listener) {
    Delivery delivery = new Delivery(listener, threads, bound, dropped);
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

  /** How many events were dropped, because the listener they waited for was too slow. */
  public long dropped() {
    return dropped.sum();
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
