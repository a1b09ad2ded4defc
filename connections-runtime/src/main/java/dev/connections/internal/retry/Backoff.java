package dev.connections.internal.retry;

import dev.connections.internal.circuit.Nanos;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: drawn each time from nothing to a ceiling that doubles
 * (full jitter), so that clients that failed together do not come back together. Thread-safe if its
 * source of random numbers is.
 *
 * <p>The ceiling is three lines of our own: Resilience4j's {@code IntervalFunction} counts in
 * milliseconds, rejects less than one, and goes through a boxed stream for each attempt.
 */
final class Backoff {

  /** By how much a wait that the external system asked for is exceeded at most. */
  private static final double RETRY_AFTER_JITTER = 0.1;

  private final long baseNanos;
  private final long capNanos;
  private final RandomGenerator random;

  /**
   * Takes base and cap.
   *
   * @param random shared by all threads that fail, so it must be thread-safe
   */
  Backoff(ResilienceSettings.Retry settings, RandomGenerator random) {
    this.baseNanos = Nanos.of(settings.base());
    this.capNanos = Nanos.of(settings.cap());
    this.random = random;
  }

  /**
   * How long to wait.
   *
   * @param failedAttempts how many attempts have failed; 1 or more
   * @param retryAfter what the external system asked for, which is never undercut; null, zero or
   *     negative if it asked for nothing
   */
  Duration delay(int failedAttempts, @Nullable Duration retryAfter) {
    long drawn = (long) (random.nextDouble() * ceiling(failedAttempts));
    if (retryAfter == null || retryAfter.isNegative() || retryAfter.isZero()) {
      return Duration.ofNanos(drawn);
    }
    long asked = Nanos.of(retryAfter);
    long later = asked + (long) (random.nextDouble() * RETRY_AFTER_JITTER * asked);
    return Duration.ofNanos(Math.max(drawn, later));
  }

  private double ceiling(int failedAttempts) {
    return Math.min(capNanos, Math.scalb((double) baseNanos, failedAttempts - 1));
  }
}
