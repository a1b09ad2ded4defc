package dev.connections.internal.lifecycle;

import java.time.Duration;

/**
 * A time in which something did not work as it should, and that is over.
 *
 * @param whole how long it lasted
 * @param degraded for how much of it the work still went on, on a standby for example
 */
record Outage(Duration whole, Duration degraded) {

  /** One without work. */
  static Outage of(Duration whole) {
    return new Outage(whole, Duration.ZERO);
  }

  /** Its length in words: {@code 47 s}, or {@code 47 s (DEGRADED for 44 s of it)}. */
  String text() {
    boolean worthIt = degraded.toMillis() >= 1_000;
    return worthIt ? words(whole) + " (DEGRADED for " + words(degraded) + " of it)" : words(whole);
  }

  private static String words(Duration duration) {
    return duration.toMillis() < 1_000
        ? duration.toMillis() + " ms"
        : (duration.toMillis() + 500) / 1_000 + " s";
  }
}
