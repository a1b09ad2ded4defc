package dev.connections.internal.circuit;

import java.time.Duration;

/** Durations as nanoseconds that can be added to a reading of a monotonic clock. */
public final class Nanos {

  /** 146 years: half of what fits, so that readings that lie so far apart still compare. */
  static final long MAX = Long.MAX_VALUE / 2;

  private static final Duration LONGEST = Duration.ofNanos(MAX);

  private Nanos() {}

  /** The duration in nanoseconds, or {@link #MAX} if it is longer. */
  public static long of(Duration duration) {
    return duration.compareTo(LONGEST) >= 0 ? MAX : duration.toNanos();
  }
}
