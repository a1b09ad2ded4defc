package dev.connections.pooling;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A resource while it is lent. Canceling and giving back exclude each other, so a cancellation that
 * comes late never hits the resource's next user.
 */
final class Loan<L> {

  private enum State {
    OUT,
    CANCELED,
    BACK
  }

  private final ResourcePool<L> pool;
  private final PooledResource<L> pooled;
  private final L resource;
  private final AtomicReference<State> state = new AtomicReference<>(State.OUT);

  Loan(ResourcePool<L> pool, PooledResource<L> pooled, L resource) {
    this.pool = pool;
    this.pooled = pooled;
    this.resource = resource;
  }

  L resource() {
    return resource;
  }

  boolean isOut() {
    return state.get() == State.OUT;
  }

  /** Aborts the work in flight; nothing happens if the resource is back already. */
  void cancel() {
    if (state.compareAndSet(State.OUT, State.CANCELED)) {
      pool.cancel(resource);
    }
  }

  /** Leaves the resource to a thread that hangs in it; others get a new one. */
  void abandon() {
    if (state.getAndSet(State.BACK) != State.BACK) {
      pool.abandon(pooled);
    }
  }

  /** Ends the loan; only the first call counts. A canceled resource is closed in any case. */
  void giveBack(boolean reusable) {
    State before = state.getAndSet(State.BACK);
    if (before != State.BACK) {
      pool.takeBack(pooled, reusable && before == State.OUT, true);
    }
  }

  /** Ends a loan of which no one knows how the work went: its next user tries it first. */
  void giveBackUnproven() {
    State before = state.getAndSet(State.BACK);
    if (before != State.BACK) {
      pool.takeBack(pooled, before == State.OUT, false);
    }
  }
}
