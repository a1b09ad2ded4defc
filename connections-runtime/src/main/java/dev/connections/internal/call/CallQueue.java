package dev.connections.internal.call;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.RejectionFactory;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.permit.Watchdog;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The calls of one connection that wait for a thread, or for the time of their next attempt. Knows
 * them all, because no one else limits how long they wait: the executor may be stuck, or throw
 * tasks away. Thread-safe.
 */
final class CallQueue<E extends Endpoint> {

  private final Logger log;
  private final TimeSource time;
  private final Redactor redactor;
  private final Watchdog watchdog;
  private final Entrance<E> entrance;
  private final OutcomeRecorder results;
  private final AsyncThreads threads;

  /** Whoever takes a call out of it decides what becomes of it. */
  private final Set<CallFuture<E, ?>> waiting = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile boolean closed;

  CallQueue(
      ConnectionParts parts, Entrance<E> entrance, OutcomeRecorder results, AsyncThreads threads) {
    this.log = parts.log();
    this.time = parts.time();
    this.redactor = parts.redactor();
    this.watchdog = parts.watchdog();
    this.entrance = entrance;
    this.results = results;
    this.threads = threads;
  }

  /** Hands a call to the executor. */
  void submit(CallFuture<E, ?> call) {
    if (add(call)) {
      execute(call);
    }
  }

  /** Hands a call to the executor once so much time has passed. */
  void submitAfter(Duration delay, CallFuture<E, ?> call) {
    if (add(call)) {
      watchdog.schedule(
          this,
          delay,
          () -> {
            if (waiting.contains(call)) {
              executeOrFail(call);
            }
          });
    }
  }

  /** False if it has been taken out already. */
  private boolean add(CallFuture<E, ?> call) {
    waiting.add(call);
    if (watched.compareAndSet(false, true)) {
      watchdog.watch(this::expire);
    }
    watchdog.notice();
    if (closed) { // looked at after it was added: if this does not see it, closing sees the call
      reject(call, rejections().closed(active(), call.operation()));
      return false;
    }
    // Looked at for the same reason: it may have been canceled before it was here.
    return !(call.isCallCanceled() && call.leavesQueue());
  }

  /** No one would hear of what an executor throws here. */
  private void executeOrFail(CallFuture<E, ?> call) {
    try {
      execute(call);
    } catch (RuntimeException | Error bug) {
      call.trace().ends(bug, call.attemptsMade(), since(call.startNanos()));
      call.fails(bug);
    }
  }

  private void execute(CallFuture<E, ?> call) {
    try {
      threads.executor().execute(call);
    } catch (RejectedExecutionException full) {
      reject(
          call,
          closed
              ? rejections().closed(active(), call.operation())
              : rejections().executorFull(active(), call.operation(), full));
    } catch (RuntimeException | Error bug) {
      waiting.remove(call);
      throw bug;
    }
  }

  private void reject(CallFuture<E, ?> call, TranslatedFailure rejection) {
    if (waiting.remove(call)) {
      call.reject(rejection);
    }
  }

  /** Records that a call was rejected before its first attempt; what its caller sees. */
  RuntimeException rejection(CallFuture<E, ?> call, TranslatedFailure rejection) {
    return results.rejected(active(), null, rejection, call.trace(), call.startNanos());
  }

  /** Whether the call was in it; it is not any more. */
  boolean remove(CallFuture<E, ?> call) {
    return waiting.remove(call);
  }

  /** The same, where others may need its place in the executor's queue. */
  boolean removeFromExecutor(CallFuture<E, ?> call) {
    if (!waiting.remove(call)) {
      return false;
    }
    if (threads.executor() instanceof ThreadPoolExecutor pool) {
      pool.remove(call);
    }
    return true;
  }

  /** Rejects those for which no thread was found in time; whether others still wait. */
  private boolean expire(long nowNanos) {
    for (CallFuture<E, ?> call : waiting) {
      if (call.total().isExpiredAt(nowNanos)) {
        aside(() -> reject(call, rejections().noThread(active(), call.operation(), call.total())));
      }
    }
    return !waiting.isEmpty();
  }

  /** Rejects all that wait. Calling it again does nothing. */
  void close() {
    closed = true;
    watchdog.unschedule(this);
    for (CallFuture<E, ?> call : waiting) {
      aside(() -> reject(call, rejections().closed(active(), call.operation())));
    }
    threads.close();
  }

  /** What depends on a future runs where it is completed, and may take its time. */
  void aside(Runnable task) {
    watchdog.runInBackground(task);
  }

  /** Runs a cancellation, which may block. */
  void cancel(Runnable cancellation) {
    watchdog.cancel(cancellation);
  }

  /** One thread hangs, and another takes its place; or the one that hung is back. */
  void resize(int more) {
    threads.resize(more);
  }

  long since(long startNanos) {
    return time.nanoTime() - startNanos;
  }

  /** A value that no one wants any more. */
  void discard(Operation operation, @Nullable Object value) {
    if (value instanceof AutoCloseable late) {
      try {
        late.close();
      } catch (Exception failure) {
        log.warn(
            "Closing the late result of operation '{}', which was canceled, failed: {}",
            operation.name(),
            failure.getClass().getName()); // its message may hold a secret
      }
    }
  }

  /** An error that no one else sees. */
  void report(Operation operation, Throwable failure) {
    log.warn(
        "Operation '{}', which was canceled, ended with an error",
        operation.name(),
        redactor.redact(failure));
  }

  private RejectionFactory rejections() {
    return entrance.rejections();
  }

  private ManagedEndpoint<E> active() {
    return entrance.active();
  }
}
