package dev.connections.rest.internal.connection;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.rest.CallFailedException;
import dev.connections.rest.HttpAnswer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import kotlin.jvm.functions.Function0;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A call of a library that is built on OkHttp, run as an operation: with a permit, a deadline,
 * retries and all. A status that is not a success is an answer, as callers of OkHttp expect; it
 * counts and is retried as one of the connection's own calls is. Thread-safe, as calls are.
 */
final class PipelinedCall implements Call {

  /** Runs a call through the pipeline. */
  interface Runner {

    /** On this thread. */
    Response run(Operation operation, PipelinedCall call);

    /** On another thread. */
    CompletableFuture<Response> runAsync(Operation operation, PipelinedCall call);
  }

  private final Runner runner;
  private final Function<Request, Operation> operations;

  /** Is never executed: it keeps the request, its tags and its time limit. */
  private final Call kept;

  private final AtomicBoolean executed = new AtomicBoolean();
  private final AtomicReference<@Nullable Call> attempt = new AtomicReference<>();
  private final AtomicReference<@Nullable CompletableFuture<Response>> later =
      new AtomicReference<>();
  private volatile boolean canceled;

  /** What the last attempt was answered with, if that was no success. */
  private volatile @Nullable Response refused;

  PipelinedCall(Runner runner, Function<Request, Operation> operations, Call kept) {
    this.runner = runner;
    this.operations = operations;
    this.kept = kept;
  }

  private Operation operation() {
    if (!executed.compareAndSet(false, true)) {
      throw new IllegalStateException("Already Executed");
    }
    Operation operation = operations.apply(request());
    long nanos = timeout().timeoutNanos();
    return nanos == 0 ? operation : operation.deadline(java.time.Duration.ofNanos(nanos));
  }

  @Override
  public Response execute() throws IOException {
    Operation operation = operation();
    try {
      return runner.run(operation, this);
    } catch (ConnectionException failure) {
      return answered(failure);
    }
  }

  /** The answer that the failure was made of; a failure without one is thrown. */
  private Response answered(ConnectionException failure) throws IOException {
    Response last = refused;
    if (last != null && failure.detail(HttpAnswer.class).isPresent()) {
      return last;
    }
    if (canceled) {
      IOException ended = new IOException("Canceled");
      ended.initCause(failure);
      throw ended;
    }
    throw new CallFailedException(failure);
  }

  @Override
  public void enqueue(Callback callback) {
    Operation operation = operation();
    CompletableFuture<Response> answer = runner.runAsync(operation, this);
    later.set(answer);
    if (canceled) {
      answer.cancel(true);
    }
    answer.whenComplete((response, failure) -> end(callback, response, failure));
  }

  private void end(Callback callback, @Nullable Response response, @Nullable Throwable failure) {
    try {
      Response answer = response;
      if (answer == null) {
        Throwable cause =
            failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (!(cause instanceof ConnectionException known)) {
          callback.onFailure(this, new IOException(canceled ? "Canceled" : "failed", cause));
          return;
        }
        answer = answered(known);
      }
      callback.onResponse(this, answer);
    } catch (IOException told) {
      callback.onFailure(this, told);
    }
  }

  /** An attempt begins. */
  void begins(Call call) throws IOException {
    refused = null;
    attempt.set(call);
    if (canceled) {
      throw new IOException("Canceled");
    }
  }

  /** The attempt was answered, and not with a success. */
  void isRefused(Response answer) {
    refused = answer;
  }

  @Override
  public void cancel() {
    canceled = true;
    Call running = attempt.get();
    if (running != null) {
      running.cancel();
    }
    CompletableFuture<Response> answer = later.get();
    if (answer != null) {
      answer.cancel(true);
    }
  }

  @Override
  public boolean isCanceled() {
    return canceled;
  }

  @Override
  public boolean isExecuted() {
    return executed.get();
  }

  @Override
  public Request request() {
    return kept.request();
  }

  @Override
  public Timeout timeout() {
    return kept.timeout();
  }

  /** Listeners hear nothing: they belong to one exchange, and there may be several. */
  @Override
  public void addEventListener(EventListener eventListener) {
    kept.addEventListener(eventListener);
  }

  @Override
  public <T> @Nullable T tag(KClass<T> type) {
    return kept.tag(type);
  }

  @Override
  public <T> @Nullable T tag(Class<? extends T> type) {
    return kept.tag(type);
  }

  @Override
  public <T> T tag(KClass<T> type, Function0<? extends T> computeIfAbsent) {
    return kept.tag(type, computeIfAbsent);
  }

  @Override
  public <T> T tag(Class<T> type, Function0<? extends T> computeIfAbsent) {
    return kept.tag(type, computeIfAbsent);
  }

  @Override
  public Call clone() {
    return new PipelinedCall(runner, operations, kept.clone());
  }
}
