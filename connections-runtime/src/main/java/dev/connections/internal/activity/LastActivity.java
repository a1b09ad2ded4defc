package dev.connections.internal.activity;

import dev.connections.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** When an endpoint last showed that it works. Thread-safe. */
public final class LastActivity {

  private static final long NEVER = Long.MIN_VALUE;
  private static final long PRECISION_NANOS = 1_000_000;

  private final TimeSource time;
  private final AtomicLong last = new AtomicLong(NEVER);

  public LastActivity(TimeSource time) {
    this.time = time;
  }

  /** No one orders anything by it, and a millisecond does not matter: threads seldom write. */
  public void seen(long nowNanos) {
    long before = last.getOpaque();
    if (before == NEVER || nowNanos - before > PRECISION_NANOS) {
      last.setOpaque(nowNanos);
    }
  }

  /** How long ago; null if never. */
  public @Nullable Duration age() {
    long nanos = last.getOpaque();
    return nanos == NEVER ? null : Duration.ofNanos(Math.max(0, time.nanoTime() - nanos));
  }
}
