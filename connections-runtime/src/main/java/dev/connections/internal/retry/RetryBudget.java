package dev.connections.internal.retry;

import dev.connections.TimeSource;
import dev.connections.spi.settings.ResilienceSettings;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many retries all calls of a connection may still make. Each call earns a part of a retry, and
 * so does each second; what is not used within ten seconds lapses, oldest first, so hours of calls
 * do not save up a storm. Takes no lock, allocates nothing. Thread-safe.
 *
 * <p>At first there is what one second earns. The most there can ever be is what the last ten
 * seconds (eleven for the part of calls, which lapses by whole seconds) have earned. The ten
 * seconds and the 20 % of the default are Finagle's ({@code RetryBudget}: ttl, percentCanRetry),
 * the 3 a second of the default stands for Envoy's 3 concurrent retries ({@code
 * min_retry_concurrency}).
 *
 * <p>It works with sums that only grow: what was earned so far, and what is gone so far. What was
 * earned before the last ten seconds is gone in any case.
 */
final class RetryBudget {

  private static final int LIFETIME_SECONDS = 10;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  /** One retry; sums are kept in millionths. */
  private static final long ONE = 1_000_000;

  /** More than a hundred retries for each call are no budget. */
  private static final double MOST_PER_CALL = 100;

  /** So many that a second being written is never one that is still read. */
  private static final int KEPT_SECONDS = LIFETIME_SECONDS + 2;

  private final long startNanos;
  private final long perCall;
  private final long perSecond;

  /** Read when a retry is wanted; written for every call, so each thread has its own cell. */
  private final LongAdder calls = new LongAdder();

  private final AtomicLong gone = new AtomicLong();
  private final AtomicLong second = new AtomicLong();

  /** What calls had earned when a second began. */
  private final AtomicLongArray earnedBefore = new AtomicLongArray(KEPT_SECONDS);

  RetryBudget(ResilienceSettings.Budget settings, TimeSource time) {
    this.startNanos = time.nanoTime();
    this.perCall = Math.round(Math.min(MOST_PER_CALL, settings.ratio().asFraction()) * ONE);
    this.perSecond = settings.perSecond() * ONE;
  }

  /** A call was made; its retries are not calls. */
  void deposit(long nowNanos) {
    secondAt(sinceStart(nowNanos));
    calls.increment();
  }

  /** Takes one retry, if there is one. */
  boolean withdraw(long nowNanos) {
    long elapsed = sinceStart(nowNanos);
    while (true) {
      long taken = gone.get();
      long used = later(taken, lapsed(elapsed));
      if (earned(elapsed) - used < ONE) {
        return false;
      }
      if (gone.compareAndSet(taken, used + ONE)) {
        return true;
      }
    }
  }

  /** How many retries there are; for people and metrics. */
  double available(long nowNanos) {
    long elapsed = sinceStart(nowNanos);
    long used = later(gone.get(), lapsed(elapsed));
    return Math.max(0, earned(elapsed) - used) / (double) ONE;
  }

  /** The greater of two sums; by their difference, because sums may wrap around. */
  private static long later(long one, long other) {
    return one - other >= 0 ? one : other;
  }

  private long sinceStart(long nowNanos) {
    return Math.max(0, nowNanos - startNanos);
  }

  private long earned(long elapsedNanos) {
    return earnedByTime(elapsedNanos) + earnedByCalls();
  }

  private long earnedByCalls() {
    return calls.sum() * perCall;
  }

  /** What is gone, because it was earned too long ago. */
  private long lapsed(long elapsedNanos) {
    long oldest = secondAt(elapsedNanos) - LIFETIME_SECONDS;
    if (oldest < 0) {
      return 0;
    }
    return earnedByTime(elapsedNanos - LIFETIME_SECONDS * NANOS)
        + earnedBefore.get((int) (oldest % KEPT_SECONDS));
  }

  /** One second's worth is there at the start. */
  private long earnedByTime(long elapsedNanos) {
    long seconds = elapsedNanos / NANOS;
    long rest = elapsedNanos % NANOS;
    return perSecond * (seconds + 1) + perSecond / ONE * (rest / (NANOS / ONE));
  }

  /** The second it is; whoever first sees it begin notes what calls had earned till then. */
  private long secondAt(long elapsedNanos) {
    long now = elapsedNanos / NANOS;
    long seen = second.get();
    while (now > seen) {
      if (second.compareAndSet(seen, now)) {
        long before = earnedByCalls();
        for (long begun = Math.max(seen + 1, now - LIFETIME_SECONDS); begun <= now; begun++) {
          earnedBefore.set((int) (begun % KEPT_SECONDS), before);
        }
        return now;
      }
      seen = second.get();
    }
    return seen;
  }
}
