package dev.connections.pooling;

import dev.connections.spi.Cancellation;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A place of the pool while it is lent, and the resource in it. It begins before the resource is
 * open, so that the place can be left to a thread that hangs while it opens, and ends once the
 * resource is made fit for its next user: a server that hangs then is canceled, too. A cancellation
 * that comes later never hits that next user.
 */
final class Loan<L> implements Cancellation {

  private enum State {
    /** The resource is being opened or tried. */
    OPENING,
    OUT,
    RETURNING,
    /** Before it was open as well: its user finds it canceled. */
    CANCELED,
    BACK
  }

  private final ResourcePool<L> pool;
  private final PooledResource<L> pooled;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);

  /** Shown to other threads by the state. */
  private @Nullable L resource;

  Loan(ResourcePool<L> pool, PooledResource<L> pooled) {
    this.pool = pool;
    this.pooled = pooled;
  }

  PooledResource<L> place() {
    return pooled;
  }

  /** The resource is open; false if the place was abandoned meanwhile. */
  boolean begins(L opened) {
    resource = opened;
    if (state.compareAndSet(State.OPENING, State.OUT)) {
      return true;
    }
    if (state.get() == State.BACK) {
      return false;
    }
    pool.cancel(opened);
    return true;
  }

  /** Nothing was opened; false if the place was abandoned meanwhile, and is no one's to return. */
  boolean fails() {
    return state.getAndSet(State.BACK) != State.BACK;
  }

  L resource() {
    return Objects.requireNonNull(resource, "lent once it is open");
  }

  boolean isOut() {
    return state.get() == State.OUT;
  }

  /** Aborts the work in flight; nothing happens if the resource is back already. */
  @Override
  public void cancel() {
    if (state.compareAndSet(State.OPENING, State.CANCELED)) {
      return; // there is nothing to abort yet
    }
    if (state.compareAndSet(State.OUT, State.CANCELED)
        || state.compareAndSet(State.RETURNING, State.CANCELED)) {
      pool.cancel(resource());
    }
  }

  /** Leaves the resource to a thread that hangs in it; others get a new one. */
  @Override
  public void abandon() {
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
