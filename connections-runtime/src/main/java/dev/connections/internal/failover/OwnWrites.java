package dev.connections.internal.failover;

import dev.connections.internal.circuit.Nanos;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** When this process last wrote something, so that it reads that where it is. Thread-safe. */
final class OwnWrites {

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong lastNanos = new AtomicLong();
  private volatile boolean any;

  /** Something is lent that may write at any time until {@link #closed}. */
  void opened() {
    open.incrementAndGet();
  }

  void closed(long nowNanos) {
    written(nowNanos);
    open.decrementAndGet();
  }

  /** Something may have been written. */
  void written(long nowNanos) {
    if (any) {
      lastNanos.accumulateAndGet(nowNanos, (one, other) -> one - other > 0 ? one : other);
    } else {
      lastNanos.set(nowNanos);
      any = true;
    }
  }

  /** Whether something was written so short a time ago, or may be right now. */
  boolean within(Duration window, long nowNanos) {
    return !window.isZero()
        && (open.get() > 0 || (any && nowNanos - lastNanos.get() < Nanos.of(window)));
  }
}
