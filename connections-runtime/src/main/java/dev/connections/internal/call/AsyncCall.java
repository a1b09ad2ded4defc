package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.Endpoint;
import org.jspecify.annotations.Nullable;

/** A call that a thread of the executor makes as any other thread would. */
final class AsyncCall<E extends Endpoint, T extends @Nullable Object> extends CallFuture<E, T> {

  private final Pipeline<E> pipeline;
  private final CallQueue<E> queue;
  private final OutcomeRecorder results;
  private final AttemptWork<E, T> work;
  private volatile boolean stuck;

  AsyncCall(
      Pipeline<E> pipeline,
      CallQueue<E> queue,
      OutcomeRecorder results,
      Operation operation,
      AttemptWork<E, T> work,
      Deadline total,
      CallTrace trace,
      long startNanos) {
    super(queue, operation, total, trace, startNanos);
    this.pipeline = pipeline;
    this.queue = queue;
    this.results = results;
    this.work = work;
  }

  @Override
  void proceed() {
    T value;
    try {
      value = execute();
    } catch (Throwable failure) {
      if (!fails(failure) && failure instanceof Error) {
        queue.report(operation(), failure);
      }
      return;
    }
    gives(value);
  }

  private T execute() {
    try {
      return pipeline.execute(operation(), this, total(), trace(), startNanos(), work);
    } finally {
      if (stuck) {
        queue.resize(-1);
      }
    }
  }

  @Override
  public boolean attemptsOccupyThreads() {
    return true;
  }

  /** Its thread hangs: the caller gets its answer without it. */
  @Override
  public void abandoned(Attempt<E> attempt, TranslatedFailure failure) {
    stuck = true;
    queue.resize(1);
    if (fails(failure.make(Conclusion.ONLY))) {
      results.count(failure);
    }
  }
}
