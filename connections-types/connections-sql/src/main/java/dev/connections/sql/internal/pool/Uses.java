package dev.connections.sql.internal.pool;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls that are inside a driver, so that the end of a loan knows of calls by other
 * threads, and no call begins after it. Thread-safe.
 */
final class Uses {

  /** Makes the count negative, whatever it is. */
  private static final int CLOSED = Integer.MIN_VALUE;

  private final AtomicInteger inside = new AtomicInteger();

  /**
   * A call begins.
   *
   * @return false if none may begin any more; {@link #end()} must not follow then
   */
  boolean begin() {
    if (inside.incrementAndGet() > 0) {
      return true;
    }
    inside.decrementAndGet();
    return false;
  }

  void end() {
    inside.decrementAndGet();
  }

  /** Whether a call is inside. */
  boolean any() {
    return (inside.get() & ~CLOSED) != 0;
  }

  /**
   * Lets no further call begin. To be called once.
   *
   * @return whether a call is still inside
   */
  boolean close() {
    return inside.getAndAdd(CLOSED) != 0;
  }
}
