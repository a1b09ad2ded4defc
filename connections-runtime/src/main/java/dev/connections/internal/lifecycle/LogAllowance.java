package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import java.time.Duration;

/**
 * How many lines may still be logged: so many in a span of time, which begins with a line. Used by
 * one thread at a time.
 */
final class LogAllowance {

  private final TimeSource time;
  private final int lines;
  private final long spanNanos;
  private long begun;
  private int taken;
  private long refused;

  LogAllowance(TimeSource time, int lines, Duration span) {
    this.time = time;
    this.lines = lines;
    this.spanNanos = span.toNanos();
  }

  /** Asks for one more line; false if there is none left in this span. */
  boolean take() {
    long now = time.nanoTime();
    if (taken == 0 || now - begun >= spanNanos) {
      begun = now;
      taken = 0;
    }
    if (taken < lines) {
      taken++;
      return true;
    }
    refused++;
    return false;
  }

  /** How long the present span still lasts. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, spanNanos - (time.nanoTime() - begun)));
  }

  /** How many were rejected since this was last asked. */
  long takeRefused() {
    long count = refused;
    refused = 0;
    return count;
  }
}
