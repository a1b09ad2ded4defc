package dev.connections.internal.failover;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Where one endpoint was when. Another endpoint that is at a position has everything that was
 * acknowledged before the last moment at which this one was not further: by the clock of this
 * process alone, and also if nothing changes for hours. Thread-safe.
 */
final class PositionHistory {

  private record Entry(long nanos, long position) {}

  private final Object of;

  /** Guarded by itself; the newest is the first. */
  private final Deque<Entry> entries = new ArrayDeque<>();

  /**
   * The history of one endpoint.
   *
   * @param of the endpoint
   */
  PositionHistory(Object of) {
    this.of = of;
  }

  Object of() {
    return of;
  }

  /**
   * It has told its position.
   *
   * @param nanos when it was asked
   * @param keepNanos what is older is forgotten
   */
  void add(long nanos, long position, long keepNanos) {
    synchronized (entries) {
      Entry newest = entries.peekFirst();
      if (newest != null && newest.nanos() - nanos >= 0) {
        return;
      }
      if (newest != null && newest.position() > position) {
        entries.clear(); // it was set back, to a backup say
      } else if (newest != null && newest.position() == position) {
        entries.removeFirst();
      }
      entries.addFirst(new Entry(nanos, position));
      while (entries.size() > 1 && nanos - entries.getLast().nanos() > keepNanos) {
        entries.removeLast();
      }
    }
  }

  /** The last moment at which it was not further than this; null if there is none known. */
  @Nullable Long lastAt(long position) {
    synchronized (entries) {
      for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
        Entry entry = each.next();
        if (entry.position() <= position) {
          return entry.nanos();
        }
      }
      return null;
    }
  }

  /** When it last told its position; null if it never has. */
  @Nullable Long newest() {
    synchronized (entries) {
      Entry newest = entries.peekFirst();
      return newest == null ? null : newest.nanos();
    }
  }
}
