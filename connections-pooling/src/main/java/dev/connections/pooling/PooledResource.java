package dev.connections.pooling;

import org.jspecify.annotations.Nullable;

/**
 * A place in the pool: empty until its first user opens a resource in it, within the deadline of
 * that user. Used by the one thread that has taken it from the pool.
 */
final class PooledResource<L> {

  private @Nullable L resource;
  private boolean discarded;
  private long diesAtNanos;
  private long unusedSinceNanos;

  @Nullable L resource() {
    return resource;
  }

  void fill(L opened, long nowNanos, long lifetimeNanos) {
    this.resource = opened;
    this.diesAtNanos = nowNanos + lifetimeNanos;
    this.unusedSinceNanos = nowNanos;
  }

  /** Takes the resource out, to be closed. */
  @Nullable L empty() {
    L taken = resource;
    resource = null;
    return taken;
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
