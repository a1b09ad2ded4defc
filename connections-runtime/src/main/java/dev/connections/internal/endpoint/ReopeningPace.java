package dev.connections.internal.endpoint;

import java.time.Duration;

/** How long to wait before the next attempt at what does not work; grows. Without jitter. */
final class ReopeningPace {

  private static final Duration FIRST = Duration.ofMillis(100);

  /** The longest time for which a server that is back goes unnoticed, in the first minute. */
  static final Duration LONGEST = Duration.ofSeconds(1);

  /** Attempts that double the pause. */
  private static final int GROWING = 4;

  /** Attempts at short pauses; then one an interval, since the problem seems to last. */
  private static final int EAGER = 60;

  private ReopeningPace() {}

  /** Whether, after so many attempts, the next ones still follow at short pauses. */
  static boolean isEager(int attempts) {
    return attempts < EAGER;
  }

  /**
   * The next pause.
   *
   * @param attempts how many were made
   * @param interval the pause once the problem lasts
   */
  static Duration pause(int attempts, Duration interval) {
    if (attempts < GROWING) {
      return FIRST.multipliedBy(1L << attempts);
    }
    return isEager(attempts) || interval.compareTo(LONGEST) < 0 ? LONGEST : interval;
  }
}
