package dev.connections;

import java.time.Duration;

/**
 * A point on the monotonic clock by which something must be done. Immutable and thread-safe.
 *
 * <p>Comparisons go through differences, as {@link System#nanoTime()} demands, so a clock that
 * wraps around does no harm.
 */
public final class Deadline {

  /** A century: longer than any process lives, and far from overflowing a difference. */
  private static final long LONGEST_NANOS = Duration.ofDays(36_500).toNanos();

  private final TimeSource time;
  private final long startNanos;
  private final long lengthNanos;

  private Deadline(TimeSource time, long startNanos, long lengthNanos) {
    this.time = time;
    this.startNanos = startNanos;
    this.lengthNanos = lengthNanos;
  }

  /** The deadline that is {@code length} from now; zero or less has already passed. */
  public static Deadline after(Duration length, TimeSource time) {
    return new Deadline(time, time.nanoTime(), saturatedNanos(length));
  }

  /**
   * As {@link #after(Duration, TimeSource)}, at a moment the caller has read off the same clock.
   */
  public static Deadline afterAt(long nanoTime, Duration length, TimeSource time) {
    return new Deadline(time, nanoTime, saturatedNanos(length));
  }

  /** The sooner of this deadline and the one that is {@code length} from now. */
  public Deadline capped(Duration length) {
    return cappedAt(time.nanoTime(), length);
  }

  /** As {@link #capped}, at a moment the caller has read off the same clock. */
  public Deadline cappedAt(long nanoTime, Duration length) {
    long cappedNanos = saturatedNanos(length);
    return cappedNanos < remainingNanos(nanoTime)
        ? new Deadline(time, nanoTime, cappedNanos)
        : this;
  }

  /** The sooner of this deadline and another. */
  public Deadline sooner(Deadline other) {
    return other.remainingNanos() < remainingNanos() ? other : this;
  }

  /** What is left, in nanoseconds; never negative. */
  public long remainingNanos() {
    return Math.max(0, remainingNanos(time.nanoTime()));
  }

  private long remainingNanos(long now) {
    return lengthNanos - (now - startNanos);
  }

  /** What is left; never negative. */
  public Duration remaining() {
    return Duration.ofNanos(remainingNanos());
  }

  /**
   * What is left, for libraries that want milliseconds: at least 1, also when nothing is left,
   * because 0 means "forever" to sockets and JDBC drivers.
   */
  public int remainingMillis() {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, remaining().toMillis()));
  }

  /** The whole time this deadline allowed when it was made. */
  public Duration length() {
    return Duration.ofNanos(lengthNanos);
  }

  /** Whether nothing is left. */
  public boolean isExpired() {
    return remainingNanos(time.nanoTime()) <= 0;
  }

  /** Whether nothing is left at a moment that the caller has already read off the same clock. */
  public boolean isExpiredAt(long nanoTime) {
    return remainingNanos(nanoTime) <= 0;
  }

  private static long saturatedNanos(Duration length) {
    return length.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0
        ? LONGEST_NANOS
        : Math.max(0, length.toNanos());
  }

  @Override
  public String toString() {
    return remaining() + " of " + length() + " left";
  }
}
