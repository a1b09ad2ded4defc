package dev.connections.internal.endpoint;

import dev.connections.TimeSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** That callers find every permit taken. It counts until none has for a second. Thread-safe. */
final class Saturation {

  private final ConnectionParts parts;
  private final TimeSource time;
  private final HealthData data;
  private final Runnable changed;
  private final AtomicBoolean known = new AtomicBoolean();
  private volatile long rejectedAt;

  /**
   * The saturation of one endpoint.
   *
   * @param changed run when it begins and when it ends
   */
  Saturation(ConnectionParts parts, HealthData data, Runnable changed) {
    this.parts = parts;
    this.time = parts.time();
    this.data = data;
    this.changed = changed;
  }

  /** A caller was rejected. */
  void rejected() {
    rejectedAt = time.nanoTime();
    if (!known.get() && known.compareAndSet(false, true)) {
      changed.run();
      parts.later(Suspicion.INTERVAL, this::endIfOver);
    }
  }

  boolean isKnown() {
    return known.get();
  }

  private void endIfOver() {
    boolean recent = time.nanoTime() - rejectedAt < Suspicion.INTERVAL.toNanos();
    if (recent || data.saturation(false) != null) {
      parts.later(Suspicion.INTERVAL.dividedBy(2), this::endIfOver);
    } else {
      known.set(false);
      changed.run();
    }
  }
}
