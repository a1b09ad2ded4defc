package dev.connections.internal.permit;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done later, each at its time, and at the same time in order. Thread-safe; one
 * thread takes what is due.
 */
final class Agenda {

  private final PriorityBlockingQueue<Entry> entries = new PriorityBlockingQueue<>();
  private final AtomicLong entriesSoFar = new AtomicLong();
  private volatile boolean closed;

  private record Entry(long dueNanos, long number, Object owner, Runnable task)
      implements Comparable<Entry> {

    @Override
    public int compareTo(Entry other) {
      long later = dueNanos - other.dueNanos; // a difference, since the clock may wrap around
      return Long.signum(later == 0 ? number - other.number : later);
    }

    /** By number: what the JDK makes for records is linked at run time. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entry entry && entry.number == number;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  /** Adds a task; false if the agenda is closed. */
  boolean add(Object owner, long dueNanos, Runnable task) {
    entries.add(new Entry(dueNanos, entriesSoFar.incrementAndGet(), owner, task));
    if (closed) { // looked at after it was added: if this does not see it, closing sees the task
      entries.clear();
    }
    return !closed;
  }

  void removeAllOf(Object owner) {
    entries.removeIf(entry -> entry.owner() == owner);
  }

  /** Takes the next task whose time has come; null if there is none. */
  @Nullable Runnable takeDue(long nowNanos) {
    Entry next = entries.peek();
    return next != null && next.dueNanos() - nowNanos <= 0 && entries.remove(next)
        ? next.task()
        : null;
  }

  /** How long until the next task is due; {@code Long.MAX_VALUE} if there is none. */
  long nanosUntilNext(long nowNanos) {
    Entry next = entries.peek();
    return next == null ? Long.MAX_VALUE : next.dueNanos() - nowNanos;
  }

  int size() {
    return entries.size();
  }

  /** Forgets everything, and takes nothing more. */
  void close() {
    closed = true;
    entries.clear();
  }
}
