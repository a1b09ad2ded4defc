package dev.connections.internal.endpoint;

import dev.connections.TimeSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** That callers find every permit taken. It counts until none has for a second. Thread-safe. */
final class Saturation {

  private final ConnectionParts parts;
  private final TimeSource time;
  private final HealthData data;
  private final EndpointOwner owner;
  private final AtomicBoolean known = new AtomicBoolean();
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
    if (!known.get() && known.compareAndSet(false, true)) {
      owner.endpointChanged();
      parts.later(Suspicion.INTERVAL, this::endIfOver);
    }
  }

  /** Why callers have to wait, in words; null if none has to. */
  @Nullable String problem() {
    return data.saturation(known.get(), pool);
  }

  private void endIfOver() {
    boolean recent = time.nanoTime() - rejectedAt < Suspicion.INTERVAL.toNanos();
    if (recent || data.saturation(false, null) != null) {
      parts.later(Suspicion.INTERVAL.dividedBy(2), this::endIfOver);
    } else {
      known.set(false);
      owner.endpointChanged();
    }
  }
}
