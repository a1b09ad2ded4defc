package dev.connections.internal.circuit;

import java.util.concurrent.TimeUnit;

/** Says how long something lasts, as one would to a colleague. */
public final class DurationWords {

  private static final long MILLIS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECONDS = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTES = TimeUnit.MINUTES.toNanos(1);
  private static final long HOURS = TimeUnit.HOURS.toNanos(1);

  private DurationWords() {}

  /** Such as {@code 350 ms}, {@code 4 s}, {@code 9 min} or {@code 36 h}; rounded up. */
  public static String of(long nanos) {
    if (nanos < SECONDS) {
      return in(MILLIS, nanos) + " ms";
    } else if (nanos <= 2 * MINUTES) {
      return in(SECONDS, nanos) + " s";
    } else if (nanos <= 2 * HOURS) {
      return in(MINUTES, nanos) + " min";
    }
    return in(HOURS, nanos) + " h";
  }

  private static long in(long unit, long nanos) {
    return nanos / unit + (nanos % unit > 0 ? 1 : 0);
  }
}
