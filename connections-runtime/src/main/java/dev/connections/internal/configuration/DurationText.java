package dev.connections.internal.configuration;

import java.time.Duration;

/** Writes durations as configuration files do. */
final class DurationText {

  private DurationText() {}

  /** Such as {@code 1m30s}; what is less than a millisecond is dropped. */
  static String of(Duration duration) {
    StringBuilder text = new StringBuilder();
    part(text, duration.toDaysPart(), "d");
    part(text, duration.toHoursPart(), "h");
    part(text, duration.toMinutesPart(), "m");
    part(text, duration.toSecondsPart(), "s");
    part(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void part(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }
}
