package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.AdmissionResult;
import dev.connections.internal.failure.Limits;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.internal.permit.Holder;
import dev.connections.internal.permit.HolderTrace;
import dev.connections.internal.permit.LeakReports;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Permit;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a call, in the one order there is: each attempt is admitted and run, and if it
 * fails, there is another one or the exception. Thread-safe.
 */
public final class Pipeline<E extends Endpoint> implements Attempt.Owner<E> {

  private final TimeSource time;
  private final Entrance<E> entrance;
  private final Leases<E> leases;
  private final OutcomeRecorder results;
  private final CallTelemetry telemetry;
  private final LeakReports leaks;

  public Pipeline(
      Entrance<E> entrance,
      Leases<E> leases,
      OutcomeRecorder results,
      CallTelemetry telemetry,
      LeakReports leaks) {
    this.time = entrance.time();
    this.entrance = entrance;
    this.leases = leases;
    this.results = results;
    this.telemetry = telemetry;
    this.leaks = leaks;
  }

  public <T extends @Nullable Object> T execute(Operation operation, AttemptWork<E, T> work) {
    Holder outer = CurrentWork.innermost();
    rejectNested(operation, outer);
    return execute(operation, outer, work);
  }

  public <T extends @Nullable Object> T executeWithOwnPermit(
      Operation operation, AttemptWork<E, T> work) {
    return execute(operation, CurrentWork.innermost(), work);
  }

  private <T extends @Nullable Object> T execute(
      Operation operation, @Nullable Holder outer, AttemptWork<E, T> work) {
    long now = time.nanoTime();
    CallRules rules = entrance.rules();
    Limits limits = rules.limits();
    limits.check(operation);
    rules.retries().deposit(now);
    CallTrace trace = telemetry.begins(operation);
    Attempt<E> first =
        new Attempt<>(this, firstChoice(operation, outer), operation, outer, null, 1, now);
    boolean atOnce = entrance.admitAtOnce(rules, first, now);
    if (atOnce) { // the usual call needs no total limit, and no object for all attempts
      first.limitedBy(limits);
      T value = runAttempt(first, work, trace, now, now);
      if (first.whyNoValue() == null) {
        return value;
      }
    }
    Deadline total = limits.total(operation, outer, now);
    Call<E> call = new Call<>(rules, operation, outer, null, total, trace, now);
    return atOnce ? retryOrFail(call, first, work) : execute(call, first, work);
  }

  /** Inside other work of the connection, what reads stays where that is. */
  private ManagedEndpoint<E> firstChoice(Operation operation, @Nullable Holder outer) {
    return entrance.choose(
        operation, null, outer == null || CurrentWork.inside(outer, this) == null);
  }

  /** Makes a call that another thread asked for, on the thread that runs it. */
  <T extends @Nullable Object> T execute(
      Operation operation,
      Caller<E> caller,
      Deadline total,
      CallTrace trace,
      long start,
      AttemptWork<E, T> work) {
    long now = time.nanoTime();
    Holder outer = CurrentWork.innermost(); // the executor may be the very thread that asked
    try {
      rejectNested(operation, outer);
    } catch (RuntimeException nested) {
      trace.ends(nested, 0, now - start);
      throw nested;
    }
    CallRules rules = entrance.rules();
    rules.retries().deposit(now);
    Attempt<E> first =
        new Attempt<>(
            this, entrance.choose(operation, null, true), operation, outer, caller, 1, now);
    return execute(new Call<>(rules, operation, outer, caller, total, trace, start), first, work);
  }

  private <T extends @Nullable Object> T execute(
      Call<E> call, Attempt<E> first, AttemptWork<E, T> work) {
    T value = admitAndRun(call, first, work);
    return first.whyNoValue() == null ? value : retryOrFail(call, first, work);
  }

  /** What follows a first attempt that failed: other attempts, or the exception. */
  private <T extends @Nullable Object> T retryOrFail(
      Call<E> call, Attempt<E> first, AttemptWork<E, T> work) {
    Attempts<E> attempts = new Attempts<>(this, entrance, results, call);
    Attempt<E> last = first;
    while (true) {
      Duration pause = attempts.next(last);
      if (pause == null || !attempts.pause(pause, last)) {
        throw attempts.fail(last);
      }
      last = attempts.another(last);
      T value = admitAndRun(call, last, work);
      if (last.whyNoValue() == null) {
        return value;
      }
    }
  }

  /** One attempt; if it fails, it knows why, and there is no value. */
  @SuppressWarnings("NullAway") // no value where there is a failure, which is looked at first
  private <T extends @Nullable Object> T admitAndRun(
      Call<E> call, Attempt<E> attempt, AttemptWork<E, T> work) {
    long now = attempt.sinceNanos();
    AdmissionResult result = entrance.admitWithinRate(call.rules(), attempt, call.total());
    if (result != AdmissionResult.Answer.ADMITTED) {
      attempt.fails(result);
      return null;
    }
    long start = attempt.hasWaited() ? time.nanoTime() : now;
    attempt.limitedBy(deadline(call, start));
    return runAttempt(attempt, work, call.trace(), call.startNanos(), start);
  }

  /** Of an attempt that starts now. */
  Deadline deadline(Call<E> call, long start) {
    return call.total().isExpiredAt(start)
        ? call.total()
        : call.rules().limits().attempt(call.operation(), call.total(), start);
  }

  /** The work of an attempt that has its permit; gives the permit back. */
  @SuppressWarnings("NullAway") // no value where there is a failure, which is looked at first
  private <T extends @Nullable Object> T runAttempt(
      Attempt<E> attempt,
      AttemptWork<E, T> work,
      CallTrace trace,
      long callStart,
      long attemptStart) {
    try {
      if (!begin(attempt, trace, attemptStart)) {
        return null;
      }
      T value = work.run(attempt.used(), attempt);
      long end = results.succeeded(attempt, attemptStart);
      trace.attemptEnds(null, null, end - attemptStart);
      trace.ends(null, attempt.number(), end - callStart);
      return value;
    } catch (Exception thrown) {
      fail(attempt, attempt.original(thrown), trace, attemptStart);
      return null;
    } catch (Error error) {
      fail(attempt, error, trace, callStart, attemptStart);
      throw error;
    } finally {
      end(attempt);
    }
  }

  /** Whatever cannot be done of it, a class that cannot be loaded say, the permit is given back. */
  private void end(Attempt<E> attempt) {
    try {
      attempt.finish(); // again where its end was recorded; that does nothing
    } finally {
      CurrentWork.set(attempt.outer());
      release(attempt);
    }
  }

  /** Begins an attempt on this thread; false if it fails before its work. */
  boolean begin(Attempt<E> attempt, CallTrace trace, long now) {
    if (attempt.isOverdueAt(now)) {
      attempt.fails(
          entrance.rejections().noTimeLeft(attempt.at(), attempt.operation(), attempt.limit()));
      return false;
    }
    if (!attempt.begin()) {
      attempt.fails(entrance.rejections().canceled());
      return false;
    }
    CurrentWork.set(attempt);
    results.begun(now);
    trace.attemptBegins(attempt.number(), attempt.at().name());
    return true;
  }

  /** Records why the work of an attempt has failed. */
  void fail(Attempt<E> attempt, Exception thrown, CallTrace trace, long attemptStart) {
    TranslatedFailure failure = results.failed(attempt, thrown, attemptStart);
    attempt.fails(failure);
    trace.attemptEnds(failure.code(), failure.phase(), time.nanoTime() - attemptStart);
  }

  /** Nothing is known of what an error leaves behind, so it is recorded and passed on. */
  void fail(Attempt<E> attempt, Error error, CallTrace trace, long callStart, long attemptStart) {
    long end = time.nanoTime();
    trace.attemptEnds(error.getClass().getName(), attempt.phase(), end - attemptStart);
    trace.ends(error, attempt.number(), end - callStart);
  }

  /** Gives back what an attempt still has; again does nothing. */
  void release(Attempt<E> attempt) {
    entrance.ended(attempt);
    if (!attempt.isAbandoned()) {
      attempt.circuitReleased();
    }
    attempt.leave();
  }

  /**
   * Nothing has ended the attempt. Others get its permit, and whoever waits for its future gets the
   * answer. Its thread, if it has one, cannot be taken from it, which is told as a leak; a stage
   * holds nothing any more.
   */
  @Override
  public void abandoned(Attempt<E> attempt) {
    LeaseHolder hanging = attempt.occupiesThread() ? attempt.describeInFull(time.nanoTime()) : null;
    HolderTrace where = hanging == null ? null : HolderTrace.of(hanging);
    TranslatedFailure failure =
        results.abandoned(
            attempt,
            where == null ? new TimeoutException("Timed out: the work does not end") : where);
    entrance.ended(attempt);
    attempt.leave();
    if (hanging != null) {
      leaks.tell(hanging);
    }
    Caller<E> caller = attempt.caller();
    if (caller != null) {
      caller.abandoned(attempt, failure);
    }
  }

  /** The attempt of this connection that the calling thread is inside of; null if none. */
  @SuppressWarnings("unchecked") // what belongs to this pipeline has its type of endpoint
  public @Nullable Attempt<E> current() {
    return (Attempt<E>) CurrentWork.inside(CurrentWork.innermost(), this);
  }

  /** A call that is a part of the one that the calling thread is inside of. */
  public <T extends @Nullable Object> T join(Operation operation, AttemptWork<E, T> work) {
    Attempt<E> outer = current();
    if (outer == null || outer.joinable() == null) {
      throw new IllegalStateException(
          "Operation '" + operation.name() + "' has no call of the same connection to join");
    }
    Limits limits = entrance.rules().limits();
    limits.check(operation);
    long now = time.nanoTime();
    CallTrace trace = telemetry.begins(operation);
    Deadline before = outer.deadline();
    outer.limitTo(limits.joined(operation, before, now));
    RuntimeException seen;
    try {
      T value = work.run(outer.used(), outer);
      trace.ends(null, 1, time.nanoTime() - now);
      return value;
    } catch (Exception thrown) {
      Exception failure = outer.original(thrown);
      seen = results.joinedFailed(outer, operation, failure);
      outer.joinedFailed(seen, failure);
    } catch (Error error) {
      trace.ends(error, 1, time.nanoTime() - now);
      throw error;
    } finally {
      outer.limitTo(before);
    }
    trace.ends(seen, 1, time.nanoTime() - now);
    throw seen;
  }

  /** A lease. */
  public Permit<E> admit(Operation operation) {
    rejectNested(operation, CurrentWork.innermost());
    return leases.admit(operation);
  }

  /**
   * A call or lease inside another one would wait for its own thread once all permits are held like
   * this. What the native client lends is not asked for here: libraries need several at once.
   */
  private void rejectNested(Operation operation, @Nullable Holder outer) {
    Holder holding = outer == null ? null : CurrentWork.inside(outer, this);
    if (holding == null) {
      holding = leases.of(Thread.currentThread());
    }
    if (holding != null) {
      RuntimeException exception =
          entrance
              .rejections()
              .nested(entrance.active(), operation, holding.describe(time.nanoTime()));
      results.rejected();
      throw exception;
    }
  }
}
