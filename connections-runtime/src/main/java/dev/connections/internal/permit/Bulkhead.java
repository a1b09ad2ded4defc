package dev.connections.internal.permit;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.circuit.ThreadStripe;
import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many may use a connection at once: a fixed number of places. Taking one is putting the holder
 * into it, so the same write shows who holds what. Who finds no place waits in line, up to a
 * deadline and only if the line is not too long; the first in line goes first. Thread-safe.
 *
 * <p>Without waiters, taking and leaving a place takes no lock.
 */
public final class Bulkhead {

  /** How trying to get a place ended. */
  public enum Entry {
    /** There was a free place. */
    ENTERED,
    /** A place became free after waiting. */
    ENTERED_LATE,
    /** Too many were waiting already. */
    FULL,
    /** No place became free in time. */
    TIMED_OUT,
    /** The bulkhead is closed. */
    CLOSED
  }

  /** Waiters look at their deadline at least this often, because its clock may be a test's. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final AtomicReferenceArray<Holder> places;
  private final int maxWaiting;
  private final boolean configured;
  private final TimeSource time;
  private final Watchdog watchdog;

  private final ReentrantLock line = new ReentrantLock();
  private final Condition left = line.newCondition();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private volatile int waiting;
  private volatile boolean closed;

  /** Somebody in line; its entry is set under the lock of the line. */
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

  public Bulkhead(int permits, int maxWaiting, TimeSource time, Watchdog watchdog) {
    this(permits, maxWaiting, true, time, watchdog);
  }

  /**
   * A bulkhead.
   *
   * @param configured whether somebody asked for this limit of waiters
   */
  public Bulkhead(
      int permits, int maxWaiting, boolean configured, TimeSource time, Watchdog watchdog) {
    this.places = new AtomicReferenceArray<>(permits);
    this.maxWaiting = maxWaiting;
    this.configured = configured;
    this.time = time;
    this.watchdog = watchdog;
  }

  /**
   * Takes a place, waiting for it if need be.
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

  /** Takes a place if there is one and nobody waits. */
  public boolean enterAtOnce(Holder holder) {
    return waiting == 0 && !closed && take(holder);
  }

  /** Gives the place back. */
  public void leave(Holder holder) {
    int place = holder.place();
    if (place < 0 || !places.compareAndSet(place, holder, null)) {
      return; // it was given back before, and may be another's by now
    }
    // Read after the place was given back: whoever joins the line after this read looks at the
    // places once more, and finds this one.
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
    int size = places.length();
    int start = ThreadStripe.place(holder.thread(), size);
    for (int looked = 0; looked < size; looked++) {
      int index = start + looked < size ? start + looked : start + looked - size;
      if (places.get(index) == null) {
        holder.placedAt(index);
        if (places.compareAndSet(index, null, holder)) {
          watchdog.notice();
          return true;
        }
      }
    }
    return false;
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
      if (waiters.size() >= maxWaiting && (configured || !holder.waitsWithoutDefaultLimit())) {
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
    Entry entry = waiter.entry;
    while (entry == null) {
      long remaining = deadline.remainingNanos();
      interrupted |= Thread.interrupted();
      if (remaining == 0 || interrupted || waiter.holder.isCallCanceled()) {
        entry = giveUp(waiter);
      } else {
        LockSupport.parkNanos(this, Math.min(remaining, SLICE_NANOS));
        entry = waiter.entry;
      }
    }
    if (interrupted) {
      if (entry == Entry.TIMED_OUT) {
        throw new InterruptedException();
      }
      Thread.currentThread().interrupt(); // the place came first; the work will see the interrupt
    }
    return entry;
  }

  /** Leaves the line, unless a place was given at the last moment. */
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

  /** Gives free places to those who wait longest; called with the lock of the line. */
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

  /** Lets nobody in any more, and sends all who wait away at once. */
  public void close() {
    line.lock();
    try {
      closed = true;
      waiters.forEach(waiter -> waiter.leaveLine(Entry.CLOSED));
      waiters.clear();
      waiting = 0;
    } finally {
      line.unlock();
    }
  }

  /** Waits, once closed, until all places are free; false if the deadline passed first. */
  public boolean awaitEmpty(Deadline deadline) throws InterruptedException {
    line.lock();
    try {
      while (inFlight() > 0) {
        long remaining = deadline.remainingNanos();
        if (remaining == 0) {
          return false;
        }
        // Whether somebody left or the slice is over, the loop looks again.
        left.awaitNanos(Math.min(remaining, SLICE_NANOS));
      }
      return true;
    } finally {
      line.unlock();
    }
  }

  boolean holds(Holder holder) {
    int place = holder.place();
    return place >= 0 && place < places.length() && places.get(place) == holder;
  }

  /** Shows all holders, in no order. */
  public void forEach(Consumer<Holder> visitor) {
    for (int index = 0; index < places.length(); index++) {
      Holder holder = places.get(index);
      if (holder != null) {
        visitor.accept(holder);
      }
    }
  }

  public int permits() {
    return places.length();
  }

  public int maxWaiting() {
    return maxWaiting;
  }

  public int waiting() {
    return waiting;
  }

  public int inFlight() {
    int count = 0;
    for (int index = 0; index < places.length(); index++) {
      if (places.get(index) != null) {
        count++;
      }
    }
    return count;
  }

  /** Who holds a place, longest first. */
  public List<LeaseHolder> holders() {
    long now = time.nanoTime();
    return longestFirst().stream().map(holder -> holder.describe(now)).toList();
  }

  /**
   * The same for who could not wait any longer: also what the longest holder is doing, or what each
   * is doing if the thread that asked holds permits itself, because then it may be a deadlock.
   */
  public Exhaustion exhaustion(Holder late) {
    long now = time.nanoTime();
    List<Holder> holders = longestFirst();
    Set<Thread> stuck = askersInLine();
    stuck.add(late.asker());
    int own = 0;
    int waits = 0;
    for (Holder holder : holders) {
      if (holder.occupiesThread()) {
        own += holder.thread() == late.asker() ? 1 : 0;
        waits += stuck.contains(holder.thread()) ? 1 : 0;
      }
    }
    List<LeaseHolder> described = new ArrayList<>();
    for (Holder holder : holders) {
      boolean full = described.isEmpty() || (own > 0 && described.size() < Exhaustion.NAMED);
      described.add(full ? holder.describeInFull(now) : holder.describe(now));
    }
    boolean forAnother = late.asker() != late.thread();
    return new Exhaustion(List.copyOf(described), own, waits, forAnother);
  }

  private Set<Thread> askersInLine() {
    Set<Thread> threads = new HashSet<>();
    line.lock();
    try {
      waiters.forEach(waiter -> threads.add(waiter.holder.asker()));
    } finally {
      line.unlock();
    }
    return threads;
  }

  private List<Holder> longestFirst() {
    List<Holder> holders = new ArrayList<>();
    forEach(holders::add);
    long now = time.nanoTime();
    holders.sort(Comparator.comparingLong((Holder holder) -> now - holder.sinceNanos()).reversed());
    return holders;
  }
}
