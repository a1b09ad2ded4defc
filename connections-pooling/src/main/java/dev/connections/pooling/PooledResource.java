package dev.connections.pooling;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A place in the pool: empty until its first user opens a resource in it, within the deadline of
 * that user. Used by the one thread that has taken it from the pool.
 */
final class PooledResource<L> {

  /** Taken out by one only, also when the pool is closed while one is opened. */
  private final AtomicReference<@Nullable L> resource = new AtomicReference<>();

  private boolean discarded;
  private long diesAtNanos;
  private long unusedSinceNanos;

  @Nullable L resource() {
    return resource.get();
  }

  void fill(L opened, long nowNanos, long lifetimeNanos) {
    this.diesAtNanos = nowNanos + lifetimeNanos;
    this.unusedSinceNanos = nowNanos;
    resource.set(opened);
  }

  /** Takes the resource out, to be closed. */
  @Nullable L empty() {
    return resource.getAndSet(null);
  }

  /** Says that it must not be lent again. */
  void discard() {
    discarded = true;
  }

  boolean isDiscarded() {
    return discarded;
  }

  void unusedSince(long nowNanos) {
    this.unusedSinceNanos = nowNanos;
  }

  boolean isUnusedFor(long nanos, long nowNanos) {
    return nowNanos - unusedSinceNanos > nanos;
  }

  boolean isTooOld(long nowNanos) {
    return nowNanos - diesAtNanos >= 0;
  }
}
