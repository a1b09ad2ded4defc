package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.Endpoint;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that another thread makes: the future its caller holds, and the task its executor runs.
 *
 * <p>Whoever completes it before the call does, by cancelling it, by a timeout or with a value,
 * calls it off: what waits ends its waiting, the attempt under way is broken off, and what it still
 * gives is closed.
 */
final class AsyncCall<E extends Endpoint, T extends @Nullable Object> extends CompletableFuture<T>
    implements Runnable {

  private final AsyncCalls<E> calls;
  private final Operation operation;
  private final AttemptWork<E, T> work;
  private final Deadline total;
  private final CallTrace trace;
  private final long begunNanos;
  private final Thread asker = Thread.currentThread();
  private volatile @Nullable Attempt<E> current;
  private volatile boolean stuck;

  AsyncCall(
      AsyncCalls<E> calls,
      Operation operation,
      AttemptWork<E, T> work,
      Deadline total,
      CallTrace trace,
      long begunNanos) {
    this.calls = calls;
    this.operation = operation;
    this.work = work;
    this.total = total;
    this.trace = trace;
    this.begunNanos = begunNanos;
  }

  Operation operation() {
    return operation;
  }

  AttemptWork<E, T> work() {
    return work;
  }

  /** For everything together, the time in the executor's queue included. */
  Deadline total() {
    return total;
  }

  CallTrace trace() {
    return trace;
  }

  long begunNanos() {
    return begunNanos;
  }

  /** The thread that holds, or may hold, its future. */
  Thread asker() {
    return asker;
  }

  @Override
  public void run() {
    calls.run(this);
  }

  /** Its caller wants no more of it. */
  boolean isCalledOff() {
    return isDone(); // it completes itself only once its work is over
  }

  /** An attempt begins; false if it need not, because the call has been called off. */
  boolean begins(Attempt<E> attempt) {
    // Written before the state is read, and calledOff reads it after the state was written: so one
    // of the two sees the other.
    current = attempt;
    return !isCalledOff();
  }

  /** Gives the caller the value; false if the caller does not want it any more. */
  boolean gives(T value) {
    return super.complete(value);
  }

  /** Its thread hangs: the caller gets its answer without it; false if it had one. */
  boolean abandoned(Throwable failure) {
    stuck = true;
    calls.lost();
    return fails(failure);
  }

  boolean isStuck() {
    return stuck;
  }

  /** Tells the caller why there is no value; false if the caller does not want to know any more. */
  boolean fails(Throwable failure) {
    return super.completeExceptionally(failure);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return callingOff(super.cancel(mayInterruptIfRunning));
  }

  @Override
  public boolean complete(T value) {
    return callingOff(super.complete(value));
  }

  /** Also what {@link #orTimeout} does in the end. */
  @Override
  public boolean completeExceptionally(Throwable failure) {
    return callingOff(super.completeExceptionally(failure));
  }

  private boolean callingOff(boolean completed) {
    if (completed) {
      calls.calledOff(this, current);
    }
    return completed;
  }
}
