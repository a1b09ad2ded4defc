package dev.connections.internal.resilience;

import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Breaks off, in all connections of a provider, what runs beyond its deadline. One thread looks at
 * every place of every bulkhead each tick, so a call registers nowhere and sets no timer. While
 * nothing is under way the thread sleeps, and the next call wakes it. Thread-safe.
 */
public final class Watchdog {

  /** How late a deadline may be noticed. */
  public static final Duration TICK = Duration.ofMillis(50);

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections");

  /** So many ticks without anything under way, and the thread goes to sleep. */
  private static final int QUIET_TICKS = 20;

  /** So many cancellations may be stuck before others have to wait for them. */
  private static final int CANCELLERS = 8;

  private final TimeSource time;
  private final List<Bulkhead> watched = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private final ThreadPoolExecutor cancellers =
      DaemonThreads.bounded("connections-canceller", CANCELLERS);
  private final ThreadPoolExecutor background = DaemonThreads.unbounded("connections-background");
  private volatile boolean asleep;
  private volatile boolean closed;

  /** A watchdog for connections whose deadlines are measured by this clock. */
  public Watchdog(TimeSource time) {
    this.time = time;
  }

  /**
   * Runs what opens and probes connections: rare, and at most two at a time for each connection.
   */
  Executor background() {
    return background;
  }

  void watch(Bulkhead bulkhead) {
    watched.add(bulkhead);
    if (!closed && thread.get() == null) {
      Thread started = new Thread(this::run, "connections-watchdog");
      started.setDaemon(true);
      if (thread.compareAndSet(null, started)) {
        started.start();
      }
    }
  }

  void forget(Bulkhead bulkhead) {
    watched.remove(bulkhead);
  }

  /** Called after something has begun. Costs one read, unless the thread had gone to sleep. */
  void notice() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread.get());
    }
  }

  /** Whether its thread sleeps until something begins. */
  boolean isAsleep() {
    return asleep;
  }

  private void run() {
    int quiet = 0;
    while (!closed) {
      quiet = tick() ? 0 : quiet + 1;
      if (quiet < QUIET_TICKS) {
        LockSupport.parkNanos(this, TICK.toNanos());
      } else {
        asleep = true;
        // Looked at once more after the flag was set: whoever begins later sees the flag.
        if (tick()) {
          asleep = false;
        }
        while (asleep && !closed) {
          LockSupport.park(this);
        }
        quiet = 0;
      }
    }
  }

  /** Breaks off what has expired; whether anything is under way at all. */
  private boolean tick() {
    long now = time.nanoTime();
    boolean[] busy = new boolean[1];
    for (Bulkhead bulkhead : watched) {
      bulkhead.forEach(
          holder -> {
            busy[0] = true;
            Runnable cancellation = holder.expire(now);
            if (cancellation != null) {
              breakOff(cancellation);
            }
          });
    }
    return busy[0];
  }

  /** Runs a cancellation on a thread of its own, because it may block for a while. */
  void breakOff(Runnable cancellation) {
    Runnable guarded =
        () -> {
          try {
            cancellation.run();
          } catch (RuntimeException | Error failure) {
            LOG.warn("Breaking off an attempt failed", failure);
          }
        };
    try {
      cancellers.execute(guarded);
    } catch (RejectedExecutionException afterClose) {
      guarded.run();
    }
  }

  /** Stops, once all connections are closed. Cancellations that have begun go on. */
  public void close() {
    closed = true;
    LockSupport.unpark(thread.get());
    cancellers.shutdown();
    background.shutdown();
  }
}
