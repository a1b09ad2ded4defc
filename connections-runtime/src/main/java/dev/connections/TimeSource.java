package dev.connections;

import java.time.Instant;

/**
 * Where time comes from: a monotonic clock for every duration, a wall clock for display alone.
 * Tests use a virtual one. Implementations are thread-safe.
 */
public interface TimeSource {

  /** Nanoseconds since an arbitrary origin; only differences mean anything. */
  long nanoTime();

  /** The time of day, for messages and snapshots. */
  Instant now();

  /** The machine's clocks. */
  static TimeSource system() {
    return SystemTimeSource.INSTANCE;
  }
}
