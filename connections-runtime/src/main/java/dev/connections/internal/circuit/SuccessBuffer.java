package dev.connections.internal.circuit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

  /** The place of what is kept while no threads have met. */
  private static final int ALONE = 0;

  private final Breaker breaker;
  private final SecondsClock clock;
  private final int windowSeconds;

  /** Successes that the window has not heard of. */
  private final AtomicLong kept = new AtomicLong();

  /** More of them, in a kilobyte: null until two threads have met. */
  private final AtomicReference<@Nullable AtomicLongArray> spread = new AtomicReference<>();

  /**
   * Held by whoever hands on. A success never waits for it: its thread could stand still for as
   * long as another one that holds it has no processor.
   */
  private final ReentrantLock handing = new ReentrantLock();

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
    // If others hand on at this moment, this one may count for the second before.
    if (second > clock.second() && handing.tryLock()) {
      moveTo(second);
    }
    long quiet = quietFrom;
    if (clock.second() < quiet) {
      breaker.countSuccess();
      return;
    }
    keep();
    if (quietFrom != quiet) {
      handOn(); // the failure that came meanwhile may not have seen this one
    }
  }

  /** The window is about to hear of a failure. */
  void fails(long atNanos) {
    reach(atNanos);
    long leaves = clock.second() + windowSeconds;
    if (handedOnUntil < leaves) {
      handing.lock();
      try {
        quietFrom = Math.max(quietFrom, leaves); // first, so that no more is kept
        handOnAll();
        handedOnUntil = Math.max(handedOnUntil, leaves);
      } finally {
        handing.unlock();
      }
    }
  }

  /** The window is about to be read, as it is at that time. */
  void reach(long atNanos) {
    long second = SecondsClock.secondOf(atNanos);
    if (second > clock.second()) {
      handing.lock();
      moveTo(second);
    }
  }

  /** The window hears of all that is kept. */
  void handOn() {
    handing.lock();
    try {
      handOnAll();
    } finally {
      handing.unlock();
    }
  }

  /** Under the lock, which is given back. */
  private void moveTo(long second) {
    try {
      handOnAll();
      clock.reach(second);
    } finally {
      handing.unlock();
    }
  }

  private void keep() {
    AtomicLongArray stripes = spread.get();
    if (stripes == null) {
      long before = kept.get();
      if (kept.compareAndSet(before, before + 1)) {
        handOnIfFull(ALONE, before + 1);
        return;
      }
      stripes = spread();
    }
    int stripe = (ThreadStripe.place(Thread.currentThread(), STRIPES) + 1) * STRIDE;
    handOnIfFull(stripe, stripes.incrementAndGet(stripe));
  }

  private AtomicLongArray spread() {
    AtomicLongArray made = new AtomicLongArray((STRIPES + 1) * STRIDE);
    AtomicLongArray other = spread.compareAndExchange(null, made);
    return other == null ? made : other;
  }

  /** Unless others are handing on: then the next one tries again. */
  private void handOnIfFull(int stripe, long count) {
    if (count >= BATCH && handing.tryLock()) {
      try {
        handOn(take(stripe));
      } finally {
        handing.unlock();
      }
    }
  }

  private long take(int stripe) {
    if (stripe == ALONE) {
      return kept.getAndSet(0);
    }
    AtomicLongArray stripes = spread.get();
    return stripes == null ? 0 : stripes.getAndSet(stripe, 0);
  }

  private void handOnAll() {
    for (int stripe = ALONE; stripe <= STRIPES * STRIDE; stripe += STRIDE) {
      handOn(take(stripe));
    }
  }

  private void handOn(long successes) {
    for (long left = successes; left > 0; left--) {
      breaker.countSuccess();
    }
  }
}
