package dev.connections.internal.permit;

import dev.connections.TimeSource;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.lifecycle.DaemonThreads;
import dev.connections.spi.DaemonThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a provider that looks at its clock: runs what is due, and cancels, in all
 * connections of a provider, what runs beyond its deadline. One thread looks at every place of
 * every bulkhead each tick, so a call registers nowhere and sets no timer. While nothing is under
 * way the thread sleeps, and the next call wakes it. Thread-safe.
 */
public final class Watchdog {

  /** How late a deadline may be noticed. */
  public static final Duration TICK = Duration.ofMillis(50);

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections");

  /** So many ticks without anything in flight, and the thread goes to sleep. */
  private static final int QUIET_TICKS = 20;

  /** It looks at its clock no more often than this. */
  private static final long SHORTEST_NANOS = Duration.ofMillis(1).toNanos();

  private final TimeSource time;
  private final List<Watched> watched = new CopyOnWriteArrayList<>();
  private final List<LongPredicate> lookouts = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

  /** As many as there are cancellations that hang: none may keep another from beginning. */
  private final ThreadPoolExecutor cancelers = DaemonThreads.unbounded("connections-canceler");

  private final ThreadPoolExecutor background;
  private final Agenda agenda = new Agenda();
  private long lastBeat = System.nanoTime(); // used by its thread
  private boolean warned; // used by its thread
  private volatile boolean asleep;
  private volatile boolean closed;

  /** Places that are looked at each tick, and what is suspicious there. */
  private record Watched(Bulkhead bulkhead, LeakWatch leaks) {}

  /** A watchdog for connections whose deadlines are measured by this clock. */
  public Watchdog(TimeSource time) {
    this(time, DaemonThreads.unbounded("connections-background"));
  }

  public Watchdog(TimeSource time, ThreadPoolExecutor background) {
    this.time = time;
    this.background = background;
  }

  /**
   * Runs what opens and probes connections: rare, and at most two at a time for each connection.
   */
  public Executor background() {
    return background;
  }

  /** Runs a task on a thread of the background; on this one after the end. */
  public void runInBackground(Runnable task) {
    try {
      background.execute(task);
    } catch (RejectedExecutionException afterClose) {
      task.run();
    }
  }

  /**
   * Runs a task on a thread of the background, once so much time has passed; never if the watchdog
   * is closed before.
   *
   * @param owner for whom, so that what is due can be forgotten with it
   */
  public void schedule(Object owner, Duration delay, Runnable task) {
    if (!agenda.add(owner, time.nanoTime() + Nanos.of(delay), task)) {
      return;
    }
    start();
    asleep = false;
    LockSupport.unpark(thread.get());
  }

  /** Runs nothing any more that is due later for this owner. */
  public void unschedule(Object owner) {
    agenda.removeAllOf(owner);
  }

  /** How many tasks are due later. */
  public int scheduled() {
    return agenda.size();
  }

  void watch(Bulkhead bulkhead, LeakWatch leaks) {
    watched.add(new Watched(bulkhead, leaks));
    start();
  }

  /**
   * Has something asked at each tick.
   *
   * @param lookout is given the time, must not block, and says whether it is to be asked again soon
   */
  public void watch(LongPredicate lookout) {
    lookouts.add(lookout);
    start();
  }

  private void start() {
    if (!closed && thread.get() == null) {
      Thread started = DaemonThreadFactory.named("connections-watchdog").newThread(this::run);
      if (thread.compareAndSet(null, started)) {
        started.start();
      }
    }
  }

  public void forget(Bulkhead bulkhead) {
    watched.removeIf(each -> each.bulkhead() == bulkhead);
  }

  /** Called after something has begun. Costs one read, unless the thread had gone to sleep. */
  public void notice() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread.get());
    }
  }

  /** Whether its thread sleeps until something begins. */
  public boolean isAsleep() {
    return asleep;
  }

  private void run() {
    int quiet = 0;
    while (!closed) {
      long due = tick();
      quiet = due < Long.MAX_VALUE ? 0 : quiet + 1;
      long idle = untilNextTimer();
      // Only the machine's clock moves by itself while this thread sleeps.
      boolean soon = idle < (time == TimeSource.system() ? TICK.toNanos() : Long.MAX_VALUE);
      if (quiet < QUIET_TICKS || soon) {
        LockSupport.parkNanos(this, Math.max(SHORTEST_NANOS, Math.min(due, TICK.toNanos())));
      } else if (sleep(idle)) {
        quiet = 0;
      }
    }
  }

  /** Sleeps until something begins or is put on the agenda, which it tells, or the time is over. */
  private boolean sleep(long nanos) {
    long begun = System.nanoTime();
    asleep = true;
    // Looked at once more after the flag was set: whoever begins later sees the flag.
    if (tick() < Long.MAX_VALUE || untilNextTimer() < nanos - TICK.toNanos()) {
      asleep = false;
    }
    long left = nanos;
    while (asleep && !closed && left > 0) {
      LockSupport.parkNanos(this, left);
      left = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - begun);
    }
    boolean woken = !asleep;
    asleep = false;
    return woken;
  }

  /** Runs what is due; how long until the next timer is, {@code Long.MAX_VALUE} for none. */
  private long untilNextTimer() {
    try {
      while (true) {
        Runnable due = agenda.takeDue(time.nanoTime());
        if (due == null) {
          return agenda.nanosUntilNext(time.nanoTime());
        }
        background.execute(due);
      }
    } catch (RejectedExecutionException afterClose) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Cancels what has expired, tells of leaks, counts how many permits are in use.
   *
   * @return how soon the next deadline passes, at most a tick; {@code Long.MAX_VALUE} if nothing is
   *     in flight at all
   */
  private long tick() {
    long now = time.nanoTime();
    long due = Long.MAX_VALUE;
    long machine = System.nanoTime();
    boolean beat = machine - lastBeat >= TICK.toNanos();
    lastBeat = beat ? machine : lastBeat;
    for (Watched each : watched) {
      Look look = new Look(each, now, beat);
      each.bulkhead().forEach(look);
      if (beat && look.holders > 0) {
        each.bulkhead().seen(look.holders);
      }
      due = Math.min(due, look.due);
    }
    for (LongPredicate lookout : lookouts) {
      try {
        if (lookout.test(now)) {
          due = Math.min(due, TICK.toNanos());
        }
      } catch (RuntimeException | LinkageError failure) {
        warn(failure);
      }
    }
    return due;
  }

  /** Once: the next look, in a twentieth of a second, will probably fail as well. */
  private void warn(Throwable failure) {
    if (!warned) {
      warned = true;
      LOG.warn(
          "Deadlines cannot be watched, of one call at least. If the failure is a missing class, the"
              + " application's jar was replaced while it ran: restart the process",
          failure);
    }
  }

  /** One look at all who hold a permit of one bulkhead. */
  private final class Look implements Consumer<Holder> {
    private final Watched at;
    private final long now;
    private final boolean beat;
    private long due = Long.MAX_VALUE;
    private int holders;

    Look(Watched at, long now, boolean beat) {
      this.at = at;
      this.now = now;
      this.beat = beat;
    }

    /** One that cannot be judged must not keep the others from being canceled. */
    @Override
    public void accept(Holder holder) {
      holders++;
      try {
        judge(holder);
      } catch (RuntimeException | LinkageError failure) {
        due = Math.min(due, TICK.toNanos());
        warn(failure);
      }
    }

    private void judge(Holder holder) {
      Runnable cancellation = holder.expire(now);
      due = Math.min(due, Math.min(TICK.toNanos(), holder.untilDueNanos()));
      if (cancellation != null) {
        cancel(cancellation);
      }
      at.leaks().look(at.bulkhead(), holder, now, beat);
    }
  }

  /** Runs a cancellation on a thread of its own, because it may block for a while. */
  public void cancel(Runnable cancellation) {
    Runnable guarded =
        () -> {
          try {
            cancellation.run();
          } catch (RuntimeException | Error failure) {
            LOG.warn("Canceling an attempt failed", failure);
          }
        };
    try {
      cancelers.execute(guarded);
    } catch (RejectedExecutionException afterClose) {
      guarded.run();
    }
  }

  /** Stops, once all connections are closed. Cancellations that have begun go on. */
  public void close() {
    closed = true;
    agenda.close();
    LockSupport.unpark(thread.get());
    cancelers.shutdown();
    background.shutdown();
  }
}
