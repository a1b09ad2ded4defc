package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Effect;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.internal.failover.FailoverControl;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.Limits;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.internal.permit.Holder;
import dev.connections.internal.permit.HolderTrace;
import dev.connections.internal.permit.LeakReports;
import dev.connections.internal.retry.RateGate;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Permit;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The steps of a call, in the one order there is. Thread-safe. */
public final class Pipeline<E extends Endpoint>
    implements AdmittedPermit.Owner<E>, Attempt.Owner<E> {

  /** Who waits looks at the clock at least this often, because it may be a test's. */
  private static final long SLICE_NANOS = Duration.ofMillis(50).toNanos();

  private final TimeSource time;
  private final Admission<E> admission;
  private final Routing<E> routing;
  private final FailoverControl<E> failover;
  private final OutcomeRecorder results;
  private final CallTelemetry telemetry;
  private final LeakReports leaks;

  /** Leases that are out; looked through only for who takes another, and empty most of the time. */
  private final Set<AdmittedPermit<E>> leases = ConcurrentHashMap.newKeySet();

  private volatile CallRules rules;

  public Pipeline(
      TimeSource time,
      Admission<E> admission,
      Routing<E> routing,
      FailoverControl<E> failover,
      OutcomeRecorder results,
      CallTelemetry telemetry,
      LeakReports leaks,
      CallRules rules) {
    this.time = time;
    this.admission = admission;
    this.routing = routing;
    this.failover = failover;
    this.results = results;
    this.telemetry = telemetry;
    this.leaks = leaks;
    this.rules = rules;
  }

  /** Calls that begin from now on follow these rules. */
  public void follow(CallRules next) {
    rules = next;
  }

  public CallRules rules() {
    return rules;
  }

  public <T extends @Nullable Object> T execute(Operation operation, AttemptWork<E, T> work) {
    Holder outer = CurrentWork.innermost();
    refuseNested(operation, outer);
    return execute(operation, outer, work);
  }

  public <T extends @Nullable Object> T executeBeside(Operation operation, AttemptWork<E, T> work) {
    return execute(operation, CurrentWork.innermost(), work);
  }

  /** The attempt of this connection that the calling thread is inside of; null if none. */
  @SuppressWarnings("unchecked") // what belongs to this pipeline has its kind of endpoint
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
    Limits limits = rules.limits();
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

  private <T extends @Nullable Object> T execute(
      Operation operation, @Nullable Holder outer, AttemptWork<E, T> work) {
    long now = time.nanoTime();
    CallRules call = rules;
    call.limits().check(operation);
    call.retries().deposit(now);
    CallTrace trace = telemetry.begins(operation);
    Attempt<E> attempt =
        new Attempt<>(this, routing.choose(operation, null), operation, outer, null, 1, now);
    T value;
    if (call.rate() == null && admission.admitAtOnce(attempt, now)) {
      value = run(attempt, call.limits().first(operation, outer, now), work, trace, now, now);
    } else {
      value =
          attempt(call, attempt, call.limits().total(operation, outer, now), work, trace, now, now);
    }
    return attempt.failure() == null
        ? value
        : again(call, attempt, call.limits().total(operation, outer, now), work, trace, now);
  }

  /** Makes a call that another thread asked for, on the thread that runs it. */
  public <T extends @Nullable Object> T execute(AsyncCall<E, T> async) {
    long now = time.nanoTime();
    Operation operation = async.operation();
    Holder outer = CurrentWork.innermost(); // the executor may be the very thread that asked
    CallTrace trace = async.trace();
    long begun = async.begunNanos();
    try {
      refuseNested(operation, outer);
    } catch (RuntimeException nested) {
      trace.ends(nested, 0, now - begun);
      throw nested;
    }
    CallRules call = rules;
    call.retries().deposit(now);
    Attempt<E> attempt =
        new Attempt<>(this, routing.choose(operation, null), operation, outer, async, 1, now);
    T value = attempt(call, attempt, async.total(), async.work(), trace, now, begun);
    if (attempt.failure() == null) {
      return value;
    }
    return again(call, attempt, async.total(), async.work(), trace, begun);
  }

  /** What follows a first attempt that failed: other attempts, or the exception. */
  private <T extends @Nullable Object> T again(
      CallRules call,
      Attempt<E> first,
      Deadline total,
      AttemptWork<E, T> work,
      CallTrace trace,
      long begun) {
    Operation operation = first.operation();
    RetryLoop loop = new RetryLoop(call.retries(), operation, total);
    Attempt<E> last = first;
    int detours = 0;
    while (true) {
      TranslatedFailure failure = last.failure();
      if (failure == null) {
        throw new AssertionError("only called for an attempt that failed");
      }
      boolean removed = failure == Admission.REMOVED; // no attempt was made, another endpoint is
      if (!removed) {
        Duration backoff = loop.next(last, failure, time.nanoTime());
        boolean detour =
            backoff == null && detours < routing.table().all().size() && isDetour(last, total);
        if (detour) {
          detours++;
        } else if (backoff == null || !pause(backoff, last, loop)) {
          TranslatedFailure reason = loop.reason(failure);
          results.count(reason);
          RuntimeException exception = ending(last, reason, loop);
          long took = time.nanoTime() - begun;
          trace.ends(exception, loop.attempts(), took);
          results.told(last.at(), reason, exception, took);
          throw exception;
        } else {
          results.retried();
          trace.retries(backoff);
          if (operation.effect() != Effect.READ) {
            failover.awaitDecision(total, last::isCalledOff); // reads go elsewhere meanwhile
          }
        }
      }
      long now = time.nanoTime();
      last =
          new Attempt<>(
              this,
              routing.choose(operation, last.at()),
              operation,
              first.outer(),
              first.caller(),
              removed ? last.attempt() : last.attempt() + 1,
              now);
      T value = attempt(call, last, total, work, trace, now, begun);
      if (last.failure() == null) {
        return value;
      }
    }
  }

  /**
   * Whether an attempt that a circuit did not let begin can be made at another endpoint instead.
   */
  private boolean isDetour(Attempt<E> refused, Deadline total) {
    TranslatedFailure failure = refused.failure();
    if (failure == null || !failure.isOfCircuit()) {
      return false;
    }
    if (refused.operation().effect() != Effect.READ) {
      failover.awaitDecision(total, refused::isCalledOff);
    }
    return routing.choose(refused.operation(), refused.at()) != refused.at();
  }

  /** What the caller sees. */
  private RuntimeException ending(Attempt<E> last, TranslatedFailure failure, RetryLoop loop) {
    return loop.wasInterrupted()
        ? admission
            .rejections()
            .interruptedInBackoff(last.at(), last.operation(), failure, loop.conclusion())
        : failure.make(loop.conclusion());
  }

  /** One attempt; if it fails, it knows why, and there is no value. */
  @SuppressWarnings("NullAway") // no value where there is a failure, which is looked at first
  private <T extends @Nullable Object> T attempt(
      CallRules call,
      Attempt<E> attempt,
      Deadline total,
      AttemptWork<E, T> work,
      CallTrace trace,
      long now,
      long begun) {
    TranslatedFailure refusal = admit(call, attempt, total, now);
    if (refusal != null) {
      attempt.fails(refusal);
      return null;
    }
    long begins = attempt.hasWaited() ? time.nanoTime() : now;
    Deadline deadline =
        total.isExpiredAt(begins)
            ? total
            : call.limits().attempt(attempt.operation(), total, begins);
    return run(attempt, deadline, work, trace, begun, begins);
  }

  /** The work of an attempt that has its permit; gives the permit back. */
  @SuppressWarnings("NullAway") // no value where there is a failure, which is looked at first
  private <T extends @Nullable Object> T run(
      Attempt<E> attempt,
      Deadline deadline,
      AttemptWork<E, T> work,
      CallTrace trace,
      long begun,
      long begins) {
    try {
      if (!begins(attempt, deadline, begins)) {
        return null;
      }
      CurrentWork.set(attempt);
      results.begun(begins);
      trace.attemptBegins(attempt.attempt(), attempt.at().name());
      T value = work.run(attempt.used(), attempt);
      long ended = results.succeeded(attempt, begins);
      trace.attemptEnds(null, null, ended - begins);
      trace.ends(null, attempt.attempt(), ended - begun);
      return value;
    } catch (Exception thrown) {
      fails(attempt, thrown, trace, begins);
      return null;
    } catch (Error error) {
      throw ended(attempt, error, trace, begun, begins);
    } finally {
      attempt.finish();
      if (!attempt.isAbandoned()) {
        attempt.circuitReleased();
      }
      attempt.leave();
      CurrentWork.set(attempt.outer());
    }
  }

  /** False if the attempt fails before its work is begun. */
  private boolean begins(Attempt<E> attempt, Deadline deadline, long now) {
    if (deadline.isExpiredAt(now)) {
      attempt.fails(admission.rejections().noTimeLeft(attempt.at(), attempt.operation(), deadline));
      return false;
    }
    if (!attempt.begin(deadline)) {
      attempt.fails(admission.rejections().calledOff());
      return false;
    }
    return true;
  }

  private void fails(Attempt<E> attempt, Exception thrown, CallTrace trace, long begins) {
    TranslatedFailure failure = results.failed(attempt, attempt.original(thrown), begins);
    attempt.fails(failure);
    trace.attemptEnds(failure.code(), failure.phase(), time.nanoTime() - begins);
  }

  /**
   * Nothing has ended the attempt. Others get its permit, and whoever waits for its future gets the
   * answer; its thread cannot be taken from it.
   */
  @Override
  public void abandoned(Attempt<E> attempt) {
    LeaseHolder holder = attempt.describeInFull(time.nanoTime());
    HolderTrace where = HolderTrace.of(holder);
    TranslatedFailure failure =
        results.abandoned(attempt, where == null ? new TimeoutException("It does not end") : where);
    attempt.leave();
    leaks.tell(holder);
    AsyncCall<E, ?> caller = attempt.caller();
    if (caller != null && caller.abandoned(failure.make(Conclusion.ONLY))) {
      results.count(failure);
    }
  }

  /** Nothing is known of what an error leaves behind, so it is told and passed on. */
  private Error ended(Attempt<E> attempt, Error error, CallTrace trace, long begun, long begins) {
    long ended = time.nanoTime();
    trace.attemptEnds(error.getClass().getName(), attempt.phase(), ended - begins);
    trace.ends(error, attempt.attempt(), ended - begun);
    return error;
  }

  /** Gate, circuit, opening, bulkhead; and before them all the rate limit, if there is one. */
  private @Nullable TranslatedFailure admit(
      CallRules call, Attempt<E> attempt, Deadline total, long now) {
    RateGate rate = call.rate();
    if (rate != null) {
      long wait = rate.reserve(now, total.remainingNanos());
      if (wait != 0) {
        if (wait < 0) {
          return admission
              .rejections()
              .rateLimited(attempt.at(), attempt.operation(), call.ratePeriod());
        }
        attempt.waits();
        if (!sleep(wait, attempt)) {
          rate.giveBack();
          return admission
              .rejections()
              .interrupted(
                  attempt.at(), attempt.operation(), Phase.ACQUIRE, new InterruptedException());
        }
      }
    }
    TranslatedFailure refusal = admission.admit(attempt, total, call.acquire(), now);
    return refusal == null && movesOn(attempt, total) ? Admission.REMOVED : refusal;
  }

  /** Whether writes have moved to another endpoint; the permit is given back then. */
  private boolean movesOn(EndpointUse<E> use, Deadline total) {
    if (use.at().writes().problem() == null || use.operation().effect() == Effect.READ) {
      return false;
    }
    failover.awaitDecision(total, use::isCalledOff);
    if (routing.active() == use.at()) {
      return false; // what only reads works there too
    }
    use.circuitReleased();
    use.leave();
    return true;
  }

  /**
   * A call or lease inside another one would wait for its own thread once all permits are held like
   * this. What the native client lends is not asked for here: libraries need several at once.
   */
  private void refuseNested(Operation operation, @Nullable Holder outer) {
    Holder holding = outer == null ? null : CurrentWork.inside(outer, this);
    if (holding == null && !leases.isEmpty()) {
      holding = leaseOf(Thread.currentThread());
    }
    if (holding != null) {
      RuntimeException exception =
          admission
              .rejections()
              .nested(routing.active(), operation, holding.describe(time.nanoTime()));
      results.rejected();
      throw exception;
    }
  }

  private @Nullable Holder leaseOf(Thread thread) {
    for (AdmittedPermit<E> lease : leases) {
      if (lease.belongsTo(thread)) {
        return lease;
      }
    }
    return null;
  }

  /** Waits before the next attempt; false if there is to be none after all. */
  private boolean pause(Duration backoff, Attempt<E> last, RetryLoop loop) {
    if (sleep(backoff.toNanos(), last)) {
      if (last.isCalledOff()) {
        loop.calledOff();
        return false;
      }
      return true;
    }
    Thread.currentThread().interrupt();
    loop.interrupted();
    return false;
  }

  /**
   * Ends early when the connection is closed or the call called off; false if the thread was
   * interrupted.
   */
  private boolean sleep(long nanos, Attempt<E> attempt) {
    Deadline until = Deadline.after(Duration.ofNanos(nanos), time);
    while (true) {
      if (Thread.interrupted()) {
        return false;
      }
      long left = until.remainingNanos();
      if (left == 0 || attempt.isCalledOff() || routing.active().machine().isClosing()) {
        return true;
      }
      LockSupport.parkNanos(this, Math.min(left, SLICE_NANOS));
    }
  }

  /** A lease: the same way in, no attempt deadline and no retry. */
  public Permit<E> admit(Operation operation) {
    refuseNested(operation, CurrentWork.innermost());
    AdmittedPermit<E> permit = admit(operation, true, null);
    leases.add(permit);
    return permit;
  }

  /** A use by the native client, of which a thread may have several. */
  public AdmittedPermit<E> admitClient(Operation operation) {
    return admit(operation, false, null);
  }

  /**
   * A use of a dedicated resource, of which a thread may have several.
   *
   * @throws IllegalStateException if there is no such pool
   */
  public AdmittedPermit<E> admitDedicated(String pool, Operation operation) {
    routing.active().client().dedicated().get(pool); // said before anything has begun
    return admit(operation, false, pool);
  }

  private AdmittedPermit<E> admit(Operation operation, boolean lease, @Nullable String dedicated) {
    long now = time.nanoTime();
    Holder outer = CurrentWork.innermost();
    CallRules call = rules;
    call.limits().check(operation);
    Deadline total = call.limits().total(operation, outer, now);
    CallTrace trace = telemetry.begins(operation);
    AdmittedPermit<E> permit;
    TranslatedFailure refusal;
    do {
      permit =
          new AdmittedPermit<>(
              this, routing.choose(operation, null), operation, outer, now, total, lease, trace);
      if (dedicated != null) {
        permit.dedicatedTo(dedicated);
      }
      refusal = admission.admit(permit, total, call.acquire(), now);
      if (refusal == null && movesOn(permit, total)) {
        refusal = Admission.REMOVED;
      }
    } while (refusal == Admission.REMOVED);
    permit.circuitReleased(); // what is done under it says nothing to the circuit
    if (refusal != null) {
      results.count(refusal);
      RuntimeException exception = refusal.make(Conclusion.NONE);
      long took = time.nanoTime() - now;
      trace.ends(exception, 0, took);
      results.told(permit.at(), refusal, exception, took);
      throw exception;
    }
    permit.takenHere();
    results.begun(now);
    return permit;
  }

  @Override
  public RuntimeException failed(AdmittedPermit<E> permit, Exception failure, Phase phase) {
    TranslatedFailure translated = results.failed(permit, failure, phase);
    RuntimeException exception = translated.make(Conclusion.ONLY);
    results.told(permit.at(), translated, exception, 0);
    return exception;
  }

  @Override
  public void closed(AdmittedPermit<E> permit, @Nullable RuntimeException failure) {
    leases.remove(permit);
    permit.leave();
    results.ended(failure != null);
    permit.trace().ends(failure, 1, time.nanoTime() - permit.begunNanos());
  }

  /** Others get its permit; its thread cannot be taken from what it hangs in. */
  @Override
  public void abandoned(AdmittedPermit<E> permit) {
    LeaseHolder holder = permit.describeInFull(time.nanoTime());
    permit.leave();
    leaks.tell(holder);
  }
}
