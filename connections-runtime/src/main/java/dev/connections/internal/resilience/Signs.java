package dev.connections.internal.resilience;

import dev.connections.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** When an endpoint last showed that it works. Thread-safe. */
final class Signs {

  private static final long NEVER = Long.MIN_VALUE;

  private final TimeSource time;
  private final AtomicLong last = new AtomicLong(NEVER);

  Signs(TimeSource time) {
    this.time = time;
  }

  void seen(long nowNanos) {
    last.setOpaque(nowNanos); // nobody orders anything by it
  }

  /** How long ago; null if never. */
  @Nullable Duration age() {
    long nanos = last.getOpaque();
    return nanos == NEVER ? null : Duration.ofNanos(Math.max(0, time.nanoTime() - nanos));
  }
}
