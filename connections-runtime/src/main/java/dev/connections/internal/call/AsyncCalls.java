package dev.connections.internal.call;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.Limits;
import dev.connections.internal.failure.RejectionFactory;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.internal.permit.Watchdog;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Redactor;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous calls of one connection, from the thread that makes one to the executor's thread
 * that does it. Knows those that wait for a thread, because nobody else limits how long they do:
 * the executor may be stuck, or throw tasks away. Thread-safe.
 */
public final class AsyncCalls<E extends Endpoint> {

  private final Logger log;
  private final TimeSource time;
  private final Redactor redactor;
  private final Watchdog watchdog;
  private final Routing<E> routing;
  private final Pipeline<E> pipeline;
  private final CallTelemetry telemetry;
  private final OutcomeRecorder results;
  private final RejectionFactory rejections;
  private final AsyncThreads threads;

  /** Whoever takes a call out of it decides what becomes of it. */
  private final Set<AsyncCall<E, ?>> queued = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile boolean closed;

  public AsyncCalls(
      ConnectionParts parts,
      Routing<E> routing,
      Pipeline<E> pipeline,
      CallTelemetry telemetry,
      OutcomeRecorder results,
      RejectionFactory rejections,
      AsyncThreads threads) {
    this.log = LoggerFactory.getLogger("dev.connections." + parts.connection());
    this.time = parts.time();
    this.redactor = parts.redactor();
    this.watchdog = parts.watchdog();
    this.routing = routing;
    this.pipeline = pipeline;
    this.telemetry = telemetry;
    this.results = results;
    this.rejections = rejections;
    this.threads = threads;
  }

  /**
   * Hands a call to the executor. Its deadline counts from now, and it has no more time than what
   * the calling thread is in the middle of.
   */
  public <T extends @Nullable Object> CompletableFuture<T> submit(
      Operation operation, AttemptWork<E, T> work) {
    Limits limits = pipeline.rules().limits();
    limits.check(operation);
    long now = time.nanoTime();
    AsyncCall<E, T> call =
        new AsyncCall<>(
            this,
            operation,
            work,
            limits.total(operation, CurrentWork.innermost(), now),
            telemetry.begins(operation),
            now);
    queued.add(call);
    if (watched.compareAndSet(false, true)) {
      watchdog.watch(this::expire);
    }
    watchdog.notice();
    if (closed) { // looked at after it was queued: if this does not see it, closing sees the call
      take(call, rejections.closed(routing.active(), operation));
      return call;
    }
    try {
      threads.executor().execute(call);
    } catch (RejectedExecutionException full) {
      take(
          call,
          closed
              ? rejections.closed(routing.active(), operation)
              : rejections.executorFull(routing.active(), operation, full));
    } catch (RuntimeException | Error bug) {
      queued.remove(call);
      throw bug;
    }
    return call;
  }

  /** Refuses a call, if nobody else has taken it. */
  private void take(AsyncCall<E, ?> call, TranslatedFailure refusal) {
    if (queued.remove(call)) {
      results.count(refusal);
      RuntimeException exception = refusal.make(Conclusion.NONE);
      results.told(routing.active(), refusal, exception, time.nanoTime() - call.begunNanos());
      refuse(call, exception);
    }
  }

  private void refuse(AsyncCall<E, ?> call, RuntimeException exception) {
    call.trace().ends(exception, 0, time.nanoTime() - call.begunNanos());
    call.fails(exception);
  }

  /** Called by the executor's thread. */
  <T extends @Nullable Object> void run(AsyncCall<E, T> call) {
    if (!queued.remove(call)) {
      return;
    }
    T value;
    try {
      value = execute(call);
    } catch (Throwable failure) {
      if (!call.fails(failure) && failure instanceof Error) {
        log.warn("A call that was cancelled ended with an error", redactor.redact(failure));
      }
      return;
    }
    if (!call.gives(value) && value instanceof AutoCloseable late) {
      close(call, late);
    }
  }

  private <T extends @Nullable Object> T execute(AsyncCall<E, T> call) {
    try {
      return pipeline.execute(call);
    } finally {
      if (call.isStuck()) {
        threads.resize(-1);
      }
    }
  }

  /** One thread hangs, and another takes its place. */
  void lost() {
    threads.resize(1);
  }

  private void close(AsyncCall<E, ?> call, AutoCloseable late) {
    try {
      late.close();
    } catch (Exception failure) {
      log.warn(
          "What operation '{}' gave after it was cancelled could not be closed: {}",
          call.operation().name(),
          failure.getClass().getName()); // its message may hold a secret
    }
  }

  /** The caller wants no more of it; {@code current} is the attempt that began last. */
  void calledOff(AsyncCall<E, ?> call, @Nullable Attempt<E> current) {
    if (queued.remove(call)) {
      if (threads.executor() instanceof ThreadPoolExecutor pool) {
        pool.remove(call); // others may need its place in the queue
      }
      call.trace().ends(new CancellationException(), 0, time.nanoTime() - call.begunNanos());
      return;
    }
    Runnable cancellation = current == null ? null : current.callOff();
    if (cancellation != null) {
      watchdog.breakOff(cancellation);
    }
  }

  /** Refuses those for which no thread was found in time; whether others still wait for one. */
  private boolean expire(long nowNanos) {
    for (AsyncCall<E, ?> call : queued) {
      if (call.total().isExpiredAt(nowNanos)) {
        elsewhere(
            () ->
                take(call, rejections.noThread(routing.active(), call.operation(), call.total())));
      }
    }
    return !queued.isEmpty();
  }

  /** Refuses all that wait for a thread. Calling it again does nothing. */
  public void close() {
    closed = true;
    for (AsyncCall<E, ?> call : queued) {
      elsewhere(() -> take(call, rejections.closed(routing.active(), call.operation())));
    }
    threads.close();
  }

  /** What depends on a future runs where it is completed, and may take its time. */
  private void elsewhere(Runnable task) {
    try {
      watchdog.background().execute(task);
    } catch (RejectedExecutionException afterClose) {
      task.run();
    }
  }
}
