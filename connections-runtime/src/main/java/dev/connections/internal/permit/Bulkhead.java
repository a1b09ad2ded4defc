package dev.connections.internal.permit;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.Waiting;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.PermitUse;
import dev.connections.spi.settings.ConnectionSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many may use a connection at once: a fixed number of {@link Slots}. A caller that finds none
 * free waits in line, up to a deadline and only if the line is not too long; the first in line goes
 * first. Thread-safe.
 *
 * <p>Without waiters, taking and leaving a slot takes no lock. The slots are made at the first use:
 * a client may not be asked for its capacity while the handle that it belongs to is still being
 * constructed.
 */
public final class Bulkhead {

  /** How trying to get a slot ended. */
  public enum Entry {
    /** A slot was free. */
    ENTERED,
    /** A slot became free after waiting. */
    ENTERED_LATE,
    /** Too many were waiting already. */
    FULL,
    /** No slot became free in time. */
    TIMED_OUT,
    /** The bulkhead is closed. */
    CLOSED
  }

  private final @Nullable String pool;
  private final @Nullable String setting;
  private final ConnectionSettings.Bulkhead settings;
  private final IntSupplier capacity;
  private final TimeSource time;
  private final Watchdog watchdog;
  private final @Nullable LeakWatch leaks;

  private final ReentrantLock line = new ReentrantLock();
  private final Condition left = line.newCondition();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private volatile int waiting;
  private volatile boolean closed;

  /** Null before the first use. */
  private volatile @Nullable Slots slots;

  /** Null before the watchdog has seen it in use. */
  private volatile @Nullable UseSamples samples;

  /** A caller in line; its entry is set under the lock of the line. */
  private static final class Waiter {
    final Holder holder;
    final Thread thread = Thread.currentThread();
    volatile @Nullable Entry entry;

    Waiter(Holder holder) {
      this.holder = holder;
    }

    void leaveLine(Entry how) {
      entry = how;
      LockSupport.unpark(thread);
    }
  }

  /** A bulkhead whose holders are not watched. */
  public Bulkhead(int permits, int maxWaiting, TimeSource time, Watchdog watchdog) {
    this.pool = null;
    this.setting = null;
    this.settings =
        new ConnectionSettings.Bulkhead(OptionalInt.of(permits), OptionalInt.of(maxWaiting));
    this.capacity = () -> permits;
    this.time = time;
    this.watchdog = watchdog;
    this.leaks = null;
  }

  /**
   * The bulkhead of a client or of one of its dedicated pools, whose holders the watchdog watches.
   *
   * @param pool the dedicated pool's name; null for a client
   * @param setting the setting that says how large that pool is; null if none does
   * @param capacity how many can use the client at once, if the settings do not say; not called
   *     before the first use
   */
  public Bulkhead(
      @Nullable String pool,
      @Nullable String setting,
      ConnectionSettings.Bulkhead settings,
      IntSupplier capacity,
      TimeSource time,
      Watchdog watchdog,
      LeakReports leaks) {
    this.pool = pool;
    this.setting = setting;
    this.settings = settings;
    this.capacity = capacity;
    this.time = time;
    this.watchdog = watchdog;
    this.leaks = new LeakWatch(settings.leakAfter(), leaks);
  }

  /** The name of the dedicated pool that it belongs to; null if it belongs to a client. */
  public @Nullable String pool() {
    return pool;
  }

  private Slots slots() {
    Slots made = slots;
    return made == null ? make() : made;
  }

  private Slots make() {
    line.lock();
    try {
      Slots made = slots;
      if (made == null) {
        made = new Slots(settings.maxConcurrent().orElseGet(capacity));
        slots = made;
        if (leaks != null && !closed) {
          watchdog.watch(this, leaks);
        }
      }
      return made;
    } finally {
      line.unlock();
    }
  }

  private Slots madeSoFar() {
    Slots made = slots;
    return made == null ? Slots.NONE : made;
  }

  /**
   * Takes a slot, waiting for it if need be.
   *
   * @param deadline by when at the latest
   * @param patience how long to wait at most, if the deadline leaves more
   */
  public Entry enter(Holder holder, Deadline deadline, Duration patience)
      throws InterruptedException {
    if (enterAtOnce(holder)) {
      return Entry.ENTERED;
    }
    return waitInLine(holder, deadline.capped(patience));
  }

  /** Takes a slot if one is free and no caller waits. */
  public boolean enterAtOnce(Holder holder) {
    return waiting == 0 && !closed && take(holder);
  }

  /** Gives the slot back. */
  public void leave(Holder holder) {
    if (!madeSoFar().leave(holder)) {
      return; // it was given back before
    }
    // Read after the slot was given back: a caller that joins the line after this read looks at the
    // slots once more, and finds this one.
    if (waiting > 0 || closed) {
      line.lock();
      try {
        admitNext();
        left.signalAll();
      } finally {
        line.unlock();
      }
    }
  }

  private boolean take(Holder holder) {
    boolean taken = slots().take(holder);
    if (taken) {
      watchdog.notice();
    }
    return taken;
  }

  private Entry waitInLine(Holder holder, Deadline deadline) throws InterruptedException {
    Waiter waiter;
    line.lock();
    try {
      if (closed) {
        return Entry.CLOSED;
      }
      if (waiters.isEmpty() && take(holder)) {
        return Entry.ENTERED;
      }
      if (waiters.size() >= maxWaiting()
          && (settings.maxWaiting().isPresent() || !holder.waitsWithoutDefaultLimit())) {
        return Entry.FULL;
      }
      waiter = new Waiter(holder);
      waiters.addLast(waiter);
      waiting = waiters.size();
      admitNext();
    } finally {
      line.unlock();
    }
    return await(waiter, deadline);
  }

  private Entry await(Waiter waiter, Deadline deadline) throws InterruptedException {
    boolean interrupted = false;
    try {
      Waiting.pause(this, deadline, () -> waiter.entry != null || waiter.holder.isCallCanceled());
    } catch (InterruptedException interrupt) {
      interrupted = true;
    }
    Entry entry = waiter.entry;
    if (entry == null) {
      entry = giveUp(waiter);
    }
    if (interrupted) {
      if (entry == Entry.TIMED_OUT) {
        throw new InterruptedException();
      }
      Thread.currentThread().interrupt(); // the slot came first; the work will see the interrupt
    }
    return entry;
  }

  /** Leaves the line, unless a slot was given at the last moment. */
  private Entry giveUp(Waiter waiter) {
    line.lock();
    try {
      Entry entry = waiter.entry;
      if (entry == null) {
        waiters.remove(waiter);
        waiting = waiters.size();
        entry = Entry.TIMED_OUT;
        waiter.entry = entry;
      }
      return entry;
    } finally {
      line.unlock();
    }
  }

  /** Gives free slots to those who wait longest; called with the lock of the line. */
  private void admitNext() {
    Waiter first = waiters.peekFirst();
    while (first != null) {
      first.holder.heldSince(time.nanoTime());
      if (!take(first.holder)) {
        break;
      }
      waiters.removeFirst();
      first.leaveLine(Entry.ENTERED_LATE);
      first = waiters.peekFirst();
    }
    waiting = waiters.size();
  }

  /** Lets no caller in any more, and rejects all who wait at once. */
  public void close() {
    line.lock();
    try {
      closed = true;
      for (Waiter waiter : waiters) {
        waiter.leaveLine(Entry.CLOSED);
      }
      waiters.clear();
      waiting = 0;
    } finally {
      line.unlock();
    }
  }

  /** Waits, once closed, until all slots are free; false if the deadline passed first. */
  public boolean awaitEmpty(Deadline deadline) throws InterruptedException {
    return Waiting.until(deadline, line, left, () -> inFlight() == 0);
  }

  /** The watchdog has looked, and found so many holders. */
  void seen(int holders) {
    UseSamples made = samples;
    if (made == null) {
      made = new UseSamples(permits());
      samples = made;
    }
    made.add(holders, waiting);
  }

  /** How it was used so far; null before that was seen. */
  public @Nullable PermitUse use() {
    UseSamples made = samples;
    return made == null ? null : made.read();
  }

  boolean holds(Holder holder) {
    return madeSoFar().holds(holder);
  }

  /** Shows all holders, in no order. */
  public void forEach(Consumer<Holder> visitor) {
    madeSoFar().forEach(visitor);
  }

  /** How many may use it at once; 0 before the first use. */
  public int permits() {
    return madeSoFar().size();
  }

  /** The same, once the capacity may be asked for. */
  public int capacity() {
    return slots().size();
  }

  /** How many callers may wait. */
  public int maxWaiting() {
    return settings.maxWaiting().orElseGet(() -> 2 * capacity());
  }

  public int waiting() {
    return waiting;
  }

  public int inFlight() {
    return madeSoFar().taken();
  }

  /** Who holds a slot, longest first. */
  public List<LeaseHolder> holders() {
    long now = time.nanoTime();
    return madeSoFar().longestFirst(now).stream().map(holder -> holder.describe(now)).toList();
  }

  /**
   * The same for who could not wait any longer: also what the longest holder is doing, or what each
   * is doing if the thread that asked holds permits itself, because then it may be a deadlock.
   */
  public Exhaustion exhaustion(Holder late) {
    long now = time.nanoTime();
    Set<Thread> stuck = new HashSet<>(Set.of(late.asker()));
    line.lock();
    try {
      waiters.forEach(waiter -> stuck.add(waiter.holder.asker()));
    } finally {
      line.unlock();
    }
    return Exhaustion.of(pool, setting, madeSoFar().longestFirst(now), late, stuck, now);
  }
}
