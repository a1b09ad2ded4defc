package dev.connections.testing;

import dev.connections.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>It starts at {@link #START}, and its monotonic clock a minute before the greatest {@code
 * long}: like a real one it may wrap around, so code that compares two readings with {@code <}
 * instead of subtracting them fails here and not once in production.
 *
 * <p>Thread-safe. Moving it wakes no one: code that sleeps on the machine's clock goes on sleeping.
 */
public final class VirtualTime implements TimeSource {

  /** The time of day at which every virtual time starts. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final long START_NANOS = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

  private record Reading(long nanos, Instant wall) {}

  private final ReentrantLock moving = new ReentrantLock();
  private volatile Reading reading = new Reading(START_NANOS, START);

  /** A clock at its start. */
  public VirtualTime() {}

  /**
   * Lets time pass, on both clocks.
   *
   * @throws IllegalArgumentException if it is negative: a monotonic clock never goes back
   */
  public VirtualTime advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "Time can only advance, but was asked to move by "
              + duration
              + ". To set the time of day back, use moveWallClock.");
    }
    return move(duration.toNanos(), duration);
  }

  /**
   * Sets the time of day forward or, with a negative duration, back, as an administrator or a time
   * server would. The monotonic clock does not move.
   */
  public VirtualTime moveWallClock(Duration by) {
    return move(0, by);
  }

  private VirtualTime move(long nanos, Duration wall) {
    moving.lock();
    try {
      reading = new Reading(reading.nanos() + nanos, reading.wall().plus(wall));
      return this;
    } finally {
      moving.unlock();
    }
  }

  @Override
  public long nanoTime() {
    return reading.nanos();
  }

  @Override
  public Instant now() {
    return reading.wall();
  }

  /** The time of day. */
  @Override
  public String toString() {
    return "VirtualTime(" + now() + ")";
  }
}
