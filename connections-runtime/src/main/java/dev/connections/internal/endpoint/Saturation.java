package dev.connections.internal.endpoint;

import dev.connections.TimeSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * That callers find every permit taken, or wait for one. It counts until none has for a second, and
 * whoever was told that callers wait is told when they do not any more. Thread-safe.
 */
final class Saturation {

  private final ConnectionParts parts;
  private final TimeSource time;
  private final HealthData data;
  private final EndpointOwner owner;
  private final AtomicBoolean followed = new AtomicBoolean();
  private volatile boolean known;
  private volatile long rejectedAt;
  private volatile @Nullable String pool;

  /**
   * The saturation of one endpoint.
   *
   * @param owner told when it begins and when it ends
   */
  Saturation(ConnectionParts parts, HealthData data, EndpointOwner owner) {
    this.parts = parts;
    this.time = parts.time();
    this.data = data;
    this.owner = owner;
  }

  /**
   * A caller was rejected.
   *
   * @param from the dedicated pool; null if it was the client
   */
  void rejected(@Nullable String from) {
    pool = from;
    rejectedAt = time.nanoTime();
    if (!known) {
      known = true;
      owner.endpointChanged();
      follow();
    }
  }

  /** Why callers have to wait, in words; null if none has to. */
  @Nullable String problem() {
    String problem = data.saturation(known, pool);
    if (problem != null) {
      follow();
    }
    return problem;
  }

  private void follow() {
    if (!followed.get() && followed.compareAndSet(false, true)) {
      parts.later(Suspicion.INTERVAL, this::endIfOver);
    }
  }

  private void endIfOver() {
    boolean recent = known && time.nanoTime() - rejectedAt < Suspicion.INTERVAL.toNanos();
    if (recent || data.saturation(false, null) != null) {
      parts.later(Suspicion.INTERVAL.dividedBy(2), this::endIfOver);
    } else {
      known = false;
      followed.set(false);
      owner.endpointChanged();
    }
  }
}
