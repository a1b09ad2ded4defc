package dev.connections.pooling;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A resource while it is lent, which ends once it is made fit for its next user: a server that
 * hangs then is canceled, too. A cancellation that comes later never hits that next user.
 */
final class Loan<L> {

  private enum State {
    OUT,
    RETURNING,
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
    if (state.compareAndSet(State.OUT, State.CANCELED)
        || state.compareAndSet(State.RETURNING, State.CANCELED)) {
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
    giveBack(reusable, true);
  }

  /** Ends a loan of which no one knows how the work went: its next user tries it first. */
  void giveBackUnproven() {
    giveBack(true, false);
  }

  private void giveBack(boolean reusable, boolean proven) {
    if (state.compareAndSet(State.OUT, State.RETURNING)) {
      boolean fit = reusable && pool.isFitAgain(pooled);
      State before = state.getAndSet(State.BACK);
      if (before != State.BACK) { // or it was abandoned meanwhile
        pool.takeBack(pooled, fit && before == State.RETURNING, proven);
      }
    } else if (state.compareAndSet(State.CANCELED, State.BACK)) {
      pool.takeBack(pooled, false, proven);
    }
  }
}
