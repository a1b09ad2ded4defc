package dev.connections.internal.call;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.failure.Limits;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.Endpoint;
import dev.connections.spi.StageWork;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls of one connection that their caller's thread does not wait for. Thread-safe. */
public final class AsyncCalls<E extends Endpoint> {

  private final TimeSource time;
  private final Entrance<E> entrance;
  private final Pipeline<E> pipeline;
  private final CallTelemetry telemetry;
  private final OutcomeRecorder results;
  private final CallQueue<E> queue;

  public AsyncCalls(
      ConnectionParts parts,
      Entrance<E> entrance,
      Pipeline<E> pipeline,
      CallTelemetry telemetry,
      OutcomeRecorder results,
      AsyncThreads threads) {
    this.time = parts.time();
    this.entrance = entrance;
    this.pipeline = pipeline;
    this.telemetry = telemetry;
    this.results = results;
    this.queue = new CallQueue<>(parts, entrance, results, threads);
  }

  /**
   * Hands a call to the executor. Its deadline counts from now, and it has no more time than what
   * the calling thread is in the middle of.
   */
  public <T extends @Nullable Object> CompletableFuture<T> submit(
      Operation operation, AttemptWork<E, T> work) {
    Limits limits = entrance.rules().limits();
    limits.check(operation);
    long now = time.nanoTime();
    AsyncCall<E, T> call =
        new AsyncCall<>(
            pipeline,
            queue,
            results,
            operation,
            work,
            limits.total(operation, CurrentWork.innermost(), now),
            telemetry.begins(operation),
            now);
    queue.submit(call);
    return call;
  }

  /**
   * Starts a call whose work needs no thread, on this thread if nothing has to be waited for.
   * Limits count as for {@link #submit}.
   */
  public <T extends @Nullable Object> CompletableFuture<T> start(
      Operation operation, StageWork<E, T> work) {
    CallRules rules = entrance.rules();
    rules.limits().check(operation);
    long now = time.nanoTime();
    rules.retries().deposit(now);
    StageCall<E, T> call =
        new StageCall<>(
            pipeline,
            entrance,
            queue,
            results,
            operation,
            work,
            rules,
            rules.limits().total(operation, CurrentWork.innermost(), now),
            telemetry.begins(operation),
            now);
    call.begin();
    return call;
  }

  /** Rejects all that wait for a thread. Calling it again does nothing. */
  public void close() {
    queue.close();
  }
}
