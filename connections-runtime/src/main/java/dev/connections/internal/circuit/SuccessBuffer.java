package dev.connections.internal.circuit;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.StampedLock;

/**
 * Keeps successes back from a {@link Breaker}'s window for a while, because threads that succeed at
 * the same time queue for its lock. Thread-safe.
 *
 * <p>As long as no failure is in the window, a success decides nothing. So it is only counted here,
 * and the window hears of it before it hears of anything else: before a failure, before the second
 * changes by which it sorts its results, before anyone reads it, and otherwise many at once. While
 * a failure is in the window, it hears of each success at once. So it never decides otherwise than
 * it would without this.
 */
final class SuccessBuffer {

  /** So many are handed on at once, which takes a few microseconds, by whoever brought the last. */
  private static final int BATCH = 64;

  private static final int STRIPES = 8;

  /** Counters that different threads write lie in different cache lines. */
  private static final int STRIDE = 16;

  private final Breaker breaker;
  private final SecondsClock clock;
  private final int windowSeconds;

  /** Successes that the window has not heard of. */
  private final AtomicLongArray kept = new AtomicLongArray((STRIPES + 1) * STRIDE);

  /**
   * Held for reading by those who hand on a batch, for writing by those after whom nothing may be
   * kept. A success never waits for it.
   */
  private final StampedLock handing = new StampedLock();

  /** From this second on no failure is in the window; written with the lock. */
  private volatile long quietFrom;

  /** For a failure that leaves the window in this second, nothing is kept any more. */
  private volatile long handedOnUntil;

  /**
   * Keeps nothing yet.
   *
   * @param quietFrom the first second in which a success decides nothing
   */
  SuccessBuffer(Breaker breaker, SecondsClock clock, int windowSeconds, long quietFrom) {
    this.breaker = breaker;
    this.clock = clock;
    this.windowSeconds = windowSeconds;
    this.quietFrom = quietFrom;
  }

  /** One more success, at a time that is told in nanoseconds since the circuit was made. */
  void succeeded(long atNanos) {
    long second = SecondsClock.secondOf(atNanos);
    if (second > clock.second()) {
      long stamp = handing.tryWriteLock();
      if (stamp != 0) { // else others are at it, and this one may count for the second before
        moveTo(second, stamp);
      }
    }
    long quiet = quietFrom;
    if (clock.second() < quiet) {
      breaker.countSuccess();
      return;
    }
    int stripe = (ThreadStripe.place(Thread.currentThread(), STRIPES) + 1) * STRIDE;
    if (kept.incrementAndGet(stripe) >= BATCH) {
      tryToHandOn(stripe);
    }
    if (quietFrom != quiet) {
      handOn(); // the failure that came meanwhile may not have seen this one
    }
  }

  /** The window is about to hear of a failure. */
  void fails(long atNanos) {
    reach(atNanos);
    long leaves = clock.second() + windowSeconds;
    if (handedOnUntil < leaves) {
      long stamp = handing.writeLock();
      try {
        quietFrom = Math.max(quietFrom, leaves); // first, so that no more is kept
        handOnAll();
        handedOnUntil = Math.max(handedOnUntil, leaves);
      } finally {
        handing.unlockWrite(stamp);
      }
    }
  }

  /** The window is about to be read, as it is at that time. */
  void reach(long atNanos) {
    long second = SecondsClock.secondOf(atNanos);
    if (second > clock.second()) {
      moveTo(second, handing.writeLock());
    }
  }

  /** The window hears of all that is kept. */
  void handOn() {
    long stamp = handing.writeLock();
    try {
      handOnAll();
    } finally {
      handing.unlockWrite(stamp);
    }
  }

  /** Under the lock, which is given back. */
  private void moveTo(long second, long stamp) {
    try {
      handOnAll();
      clock.reach(second);
    } finally {
      handing.unlockWrite(stamp);
    }
  }

  /** Unless others are handing on everything. */
  private void tryToHandOn(int stripe) {
    long stamp = handing.tryReadLock();
    if (stamp != 0) {
      try {
        handOn(stripe);
      } finally {
        handing.unlockRead(stamp);
      }
    }
  }

  private void handOnAll() {
    for (int stripe = 1; stripe <= STRIPES; stripe++) {
      handOn(stripe * STRIDE);
    }
  }

  private void handOn(int stripe) {
    for (long count = kept.getAndSet(stripe, 0); count > 0; count--) {
      breaker.countSuccess();
    }
  }
}
