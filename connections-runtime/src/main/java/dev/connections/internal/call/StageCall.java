package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.internal.failure.AdmissionResult;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.internal.permit.Holder;
import dev.connections.spi.Endpoint;
import dev.connections.spi.StageWork;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call whose work goes on without a thread. It is moved on by whoever has the next step: the
 * caller's thread at first; a thread of the executor where something has to be waited for; the
 * client's thread that completes the stage, which only records how the attempt ended and gives its
 * permit back; and a thread of the background, which completes the future or sees to the next
 * attempt. They take turns, and each hands over to the next.
 */
final class StageCall<E extends Endpoint, T extends @Nullable Object> extends CallFuture<E, T> {

  private final TimeSource time;
  private final Pipeline<E> pipeline;
  private final Entrance<E> entrance;
  private final CallQueue<E> queue;
  private final OutcomeRecorder results;
  private final StageWork<E, T> work;
  private final Call<E> call;

  /** Null until an attempt has failed. */
  private @Nullable Attempts<E> attempts;

  /** After which attempt the next one follows; null if none was made. */
  private @Nullable Attempt<E> failed;

  StageCall(
      Pipeline<E> pipeline,
      Entrance<E> entrance,
      CallQueue<E> queue,
      OutcomeRecorder results,
      Operation operation,
      StageWork<E, T> work,
      CallRules rules,
      Deadline total,
      CallTrace trace,
      long startNanos) {
    super(queue, operation, total, trace, startNanos);
    this.time = entrance.time();
    this.pipeline = pipeline;
    this.entrance = entrance;
    this.queue = queue;
    this.results = results;
    this.work = work;
    this.call =
        new Call<>(rules, operation, CurrentWork.innermost(), this, total, trace, startNanos);
  }

  /** On the thread that makes the call, which must not wait. */
  void begin() {
    Attempt<E> first = first(startNanos());
    if (entrance.admitAtOnce(call.rules(), first, startNanos())) {
      start(first, startNanos());
    } else {
      queue.submit(this);
    }
  }

  private Attempt<E> first(long now) {
    return new Attempt<>(
        pipeline,
        entrance.choose(operation(), null, true),
        operation(),
        call.outer(),
        this,
        1,
        now);
  }

  @Override
  void proceed() {
    Attempt<E> before = failed;
    try {
      admitAndStart(before == null ? first(time.nanoTime()) : attempts().another(before));
    } catch (Throwable bug) { // such as an error while the connection is opened
      trace().ends(bug, attemptsMade(), queue.since(startNanos()));
      fails(bug);
    }
  }

  private void admitAndStart(Attempt<E> attempt) {
    Attempt<E> next = attempt;
    while (true) {
      long now = next.sinceNanos();
      AdmissionResult result = entrance.admitWithinRate(call.rules(), next, total());
      if (result == AdmissionResult.Answer.ADMITTED) {
        start(next, next.hasWaited() ? time.nanoTime() : now);
        return;
      }
      next.fails(result);
      Duration pause = attempts().next(next);
      if (pause == null || !pause.isZero()) {
        continueAfter(pause, next);
        return;
      }
      next = attempts().another(next); // elsewhere, which this thread may wait for
    }
  }

  /** Starts the work of an attempt that has its permit. */
  private void start(Attempt<E> attempt, long now) {
    Holder around = CurrentWork.innermost();
    attempt.limitedBy(pipeline.deadline(call, now));
    if (!pipeline.begin(attempt, trace(), now)) {
      end(attempt);
      retryOrFail(attempt);
      return;
    }
    StageEnd<T> end = new StageEnd<>(new Ended(attempt, now));
    CompletionStage<T> stage;
    try {
      stage =
          Objects.requireNonNull(
              work.start(attempt.used(), attempt),
              () -> "The work of operation '" + operation().name() + "' returned no stage");
    } catch (Throwable thrown) {
      if (thrown instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      stage = CompletableFuture.failedFuture(thrown);
    } finally {
      CurrentWork.set(around);
      trace().attemptGoesOn(); // before anyone hears of the end, on whatever thread
    }
    end.follow(stage);
  }

  /** Hears of the end of the stage of one attempt. */
  private final class Ended implements StageEnd.Listener<T> {
    private final Attempt<E> attempt;
    private final long start;

    Ended(Attempt<E> attempt, long start) {
      this.attempt = attempt;
      this.start = start;
    }

    @Override
    public void ended(@Nullable T value, @Nullable Throwable thrown, boolean aside) {
      if (!attempt.finish() && attempt.isAbandoned()) {
        endedAgain(value);
        return;
      }
      Runnable next = record(attempt, start, value, unwrapped(thrown));
      if (aside) {
        queue.aside(next);
      } else {
        next.run();
      }
    }

    /** Closing may wait for the very thread of the client's that tells of the value. */
    @Override
    public void endedAgain(@Nullable T value) {
      if (value instanceof AutoCloseable) {
        queue.aside(() -> queue.discard(operation(), value));
      }
    }
  }

  /** Records how an attempt ended, and gives its permit back; what is to be done then. */
  @SuppressWarnings("NullAway") // a stage without a failure has a value of its type
  private Runnable record(
      Attempt<E> attempt, long start, @Nullable T value, @Nullable Throwable cause) {
    try {
      if (cause == null) {
        long end = results.succeeded(attempt, start);
        trace().attemptEnds(null, null, end - start);
        trace().ends(null, attempt.number(), end - startNanos());
        return () -> gives(value);
      } else if (cause instanceof Exception exception) {
        failed(attempt, exception, start);
        return () -> retryOrFail(attempt);
      }
      pipeline.fail(attempt, (Error) cause, trace(), startNanos(), start);
      return () -> fails(cause);
    } catch (RuntimeException | Error bug) { // of a classifier, say; no one else would hear of it
      trace().ends(bug, attempt.number(), queue.since(startNanos()));
      return () -> fails(bug);
    } finally {
      pipeline.release(attempt);
    }
  }

  /** A stage that tells of an interrupted thread does not mean this one. */
  private void failed(Attempt<E> attempt, Exception thrown, long start) {
    boolean interrupted = Thread.currentThread().isInterrupted();
    pipeline.fail(attempt, attempt.original(thrown), trace(), start);
    if (!interrupted) {
      Thread.interrupted();
    }
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == null || cause instanceof Exception || cause instanceof Error
        ? cause
        : new CompletionException(cause);
  }

  private void end(Attempt<E> attempt) {
    attempt.finish();
    pipeline.release(attempt);
  }

  /** After an attempt whose work has failed, so without waiting for anything. */
  private void retryOrFail(Attempt<E> attempt) {
    continueAfter(attempts().next(attempt), attempt);
  }

  private void continueAfter(@Nullable Duration pause, Attempt<E> attempt) {
    if (pause == null || isCallCanceled()) {
      fails(attempts().fail(attempt));
      return;
    }
    failed = attempt;
    queue.submitAfter(pause, this);
  }

  private Attempts<E> attempts() {
    Attempts<E> known = attempts;
    if (known == null) {
      known = new Attempts<>(pipeline, entrance, results, call);
      attempts = known;
    }
    return known;
  }

  @Override
  void reject(TranslatedFailure rejection) {
    Attempt<E> before = failed;
    if (before == null) {
      super.reject(rejection);
      return;
    }
    Attempt<E> refused =
        new Attempt<>(
            pipeline, before.at(), operation(), null, this, before.number() + 1, time.nanoTime());
    refused.fails(rejection);
    attempts().next(refused);
    fails(attempts().fail(refused));
  }

  @Override
  int attemptsMade() {
    return attempts().made();
  }

  @Override
  public boolean attemptsOccupyThreads() {
    return false;
  }

  /** The stage does not complete. */
  @Override
  public void abandoned(Attempt<E> attempt, TranslatedFailure failure) {
    attempt.fails(failure);
    trace().attemptEnds(failure.code(), failure.phase(), queue.since(attempt.sinceNanos()));
    queue.aside(() -> retryOrFail(attempt));
  }
}
