package dev.connections.internal.endpoint;

import dev.connections.TimeSource;
import dev.connections.internal.activity.LastActivity;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What failed uses say against an endpoint, until a probe has answered. Thread-safe. */
final class Suspicion {

  /** How often a suspicion is looked into, and how long a success does not outweigh it. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final long INTERVAL_NANOS = INTERVAL.toNanos();

  /** Callers in a row whose login was rejected: a probe may use an older session. */
  private static final int REJECTED_LOGINS = 3;

  private final TimeSource time;
  private final LastActivity activity;
  private final AtomicInteger failedUses = new AtomicInteger();
  private final AtomicInteger rejectedLogins = new AtomicInteger();
  private final AtomicLong suspectedAt;
  private final AtomicLong probedAt;

  Suspicion(TimeSource time, LastActivity activity) {
    this.time = time;
    this.activity = activity;
    long longAgo = time.nanoTime() - INTERVAL_NANOS - 1; // the clock may be anywhere, below 0 too
    this.suspectedAt = new AtomicLong(longAgo);
    this.probedAt = new AtomicLong(longAgo);
  }

  /** One more use failed. */
  void useFailed() {
    long now = time.nanoTime();
    if (hasSucceededSince(now)) {
      failedUses.set(0);
    }
    failedUses.incrementAndGet();
    suspectedAt.set(now);
  }

  /** One more login was rejected; true if these are enough. */
  boolean loginRejected() {
    suspectedAt.set(time.nanoTime());
    return rejectedLogins.incrementAndGet() >= REJECTED_LOGINS;
  }

  /** How long until a probe may look into it: zero to one caller, which must probe. */
  Duration untilProbe() {
    long now = time.nanoTime();
    long before = probedAt.get();
    if (now - before < INTERVAL_NANOS) {
      return Duration.ofNanos(INTERVAL_NANOS - (now - before));
    }
    return probedAt.compareAndSet(before, now) ? Duration.ZERO : INTERVAL;
  }

  void probed() {
    probedAt.set(time.nanoTime());
  }

  /** It works. */
  void clear() {
    failedUses.set(0);
    rejectedLogins.set(0);
  }

  /** Uses that failed since one succeeded. */
  int failedUses() {
    return hasSucceededSince(time.nanoTime()) ? 0 : failedUses.get();
  }

  /** Whether a success outweighs it now. */
  boolean isOld() {
    return time.nanoTime() - suspectedAt.get() > INTERVAL_NANOS;
  }

  /** Whether logins were rejected just now, so an answer over an older session proves nothing. */
  boolean hasRejectedLogins() {
    return rejectedLogins.get() > 0 && time.nanoTime() - suspectedAt.get() < 2 * INTERVAL_NANOS;
  }

  private boolean hasSucceededSince(long now) {
    Duration sinceSuccess = activity.age();
    return sinceSuccess != null && sinceSuccess.toNanos() < now - suspectedAt.get();
  }
}
