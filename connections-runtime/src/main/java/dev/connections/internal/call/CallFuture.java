package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.spi.Endpoint;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call that its caller's thread does not wait for, and the task of the executor's
 * thread that moves it on.
 *
 * <p>Whoever completes it before the call does, by canceling it, by a timeout or with a value,
 * cancels the call: what waits ends its waiting, the attempt in flight is canceled, and what it
 * still gives is closed.
 */
abstract class CallFuture<E extends Endpoint, T extends @Nullable Object>
    extends CompletableFuture<T> implements Runnable, Caller<E> {

  private final CallQueue<E> queue;
  private final Operation operation;
  private final Deadline total;
  private final CallTrace trace;
  private final long startNanos;
  private final Thread asker = Thread.currentThread();
  private volatile @Nullable Attempt<E> current;

  CallFuture(
      CallQueue<E> queue, Operation operation, Deadline total, CallTrace trace, long startNanos) {
    this.queue = queue;
    this.operation = operation;
    this.total = total;
    this.trace = trace;
    this.startNanos = startNanos;
  }

  final Operation operation() {
    return operation;
  }

  /** For everything together, the time in the executor's queue included. */
  final Deadline total() {
    return total;
  }

  final CallTrace trace() {
    return trace;
  }

  final long startNanos() {
    return startNanos;
  }

  /** Goes on with the call, on a thread of the executor. */
  abstract void proceed();

  /** There is no thread for the call. */
  void reject(TranslatedFailure rejection) {
    fails(queue.rejection(this, rejection));
  }

  /** How many attempts were made until now. */
  int attemptsMade() {
    return 0;
  }

  @Override
  public final void run() {
    if (queue.remove(this)) {
      proceed();
    }
  }

  @Override
  public final Thread asker() {
    return asker;
  }

  @Override
  public final boolean isCallCanceled() {
    return isDone(); // it completes itself only once its work is over
  }

  @Override
  public final boolean begins(Attempt<E> attempt) {
    // Written before the state is read, and cancelCall reads it after the state was written: so one
    // of the two sees the other.
    current = attempt;
    return !isCallCanceled();
  }

  /** Gives the caller the value, and closes one that the caller does not want any more. */
  final void gives(T value) {
    if (!super.complete(value)) {
      queue.discard(operation, value);
    }
  }

  /** Tells the caller why there is no value; false if the caller does not want to know any more. */
  final boolean fails(Throwable failure) {
    return super.completeExceptionally(failure);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return cancelsCall(super.cancel(mayInterruptIfRunning));
  }

  @Override
  public boolean complete(T value) {
    return cancelsCall(super.complete(value));
  }

  /** Also what {@link #orTimeout} does in the end. */
  @Override
  public boolean completeExceptionally(Throwable failure) {
    return cancelsCall(super.completeExceptionally(failure));
  }

  private boolean cancelsCall(boolean completed) {
    if (completed && !leavesQueue()) {
      Attempt<E> running = current;
      Runnable cancellation = running == null ? null : running.cancelCall();
      if (cancellation != null) {
        queue.cancel(cancellation);
      }
    }
    return completed;
  }

  /** Leaves the queue because no one wants the call; false if it is not in it. */
  final boolean leavesQueue() {
    if (!queue.removeFromExecutor(this)) {
      return false;
    }
    trace.ends(new CancellationException(), attemptsMade(), queue.since(startNanos));
    return true;
  }
}
