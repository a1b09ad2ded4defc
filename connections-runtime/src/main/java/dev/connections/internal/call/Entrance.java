package dev.connections.internal.call;

import static dev.connections.internal.failure.AdmissionResult.Answer.ADMITTED;
import static dev.connections.internal.failure.AdmissionResult.Answer.ENDPOINT_LEFT;

import dev.connections.Deadline;
import dev.connections.Effect;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.FailoverControl;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.AdmissionResult;
import dev.connections.internal.failure.RejectionFactory;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.lifecycle.Waiting;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.internal.retry.RateGate;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way in to a connection: the rate limit, the choice of an endpoint, and its {@link Admission}.
 * Thread-safe.
 */
public final class Entrance<E extends Endpoint> {

  private final TimeSource time;
  private final Admission<E> admission;
  private final Routing<E> routing;
  private final FailoverControl<E> failover;
  private final PresentRules rules;

  public Entrance(
      TimeSource time,
      Admission<E> admission,
      Routing<E> routing,
      FailoverControl<E> failover,
      PresentRules rules) {
    this.time = time;
    this.admission = admission;
    this.routing = routing;
    this.failover = failover;
    this.rules = rules;
  }

  CallRules rules() {
    return rules.get();
  }

  TimeSource time() {
    return time;
  }

  RejectionFactory rejections() {
    return admission.rejections();
  }

  ManagedEndpoint<E> active() {
    return routing.active();
  }

  int endpoints() {
    return routing.table().all().size();
  }

  /**
   * The endpoint for a use; {@code failed} is where the one before it failed, null for the first.
   *
   * @param alone false for a lease and for what is done inside other work: reads are not spread
   */
  ManagedEndpoint<E> choose(
      Operation operation, @Nullable ManagedEndpoint<E> failed, boolean alone) {
    return routing.choose(operation, failed, alone);
  }

  /** The work of an attempt is over; what it may have written is read where it is. */
  void ended(Attempt<E> attempt) {
    if (attempt.operation().effect() != Effect.READ && attempt.hasBegun()) {
      routing.written();
    }
  }

  /** Something that outlives a call begins; whether it counts as a writer until it is closed. */
  boolean writerOpened(Operation operation) {
    return operation.effect() != Effect.READ && routing.writerOpened();
  }

  void writerClosed() {
    routing.writerClosed();
  }

  /**
   * Opens the active endpoint, or waits for whoever does; no operation needs it yet. May block.
   *
   * @return why it is not open; null if it is
   */
  public @Nullable TranslatedFailure connect() {
    ManagedEndpoint<E> active = routing.active();
    if (active.machine().state() == LifecycleState.CONNECTED) {
      return null;
    }
    Deadline deadline = rules.limits().connect(CurrentWork.innermost());
    TranslatedFailure failure = connect(deadline);
    if (failure == null) {
      return null;
    }
    failover.awaitDecision(deadline, () -> false);
    return routing.active() == active ? failure : connect(deadline);
  }

  private @Nullable TranslatedFailure connect(Deadline deadline) {
    AdmissionResult result;
    do {
      result = admission.connect(routing.active(), deadline);
    } while (result == ENDPOINT_LEFT);
    return result instanceof TranslatedFailure failure ? failure : null;
  }

  /** Takes the permit if nothing has to be waited for; false, with nothing taken, if not. */
  boolean admitAtOnce(CallRules call, Attempt<E> attempt, long now) {
    return call.rate() == null && admission.admitAtOnce(attempt, now);
  }

  /** Takes the permit of an attempt, within the rate limit. May block. */
  AdmissionResult admitWithinRate(CallRules call, Attempt<E> attempt, Deadline total) {
    long now = attempt.sinceNanos(); // it was just made
    RateGate rate = call.rate();
    if (rate != null) {
      long wait = rate.reserve(now, total.remainingNanos());
      if (wait < 0) {
        return rejections().rateLimited(attempt.at(), attempt.operation(), call.ratePeriod());
      }
      if (wait > 0) {
        attempt.waits();
        if (!sleep(wait, attempt)) {
          rate.giveBack();
          return rejections()
              .interrupted(
                  attempt.at(), attempt.operation(), Phase.ACQUIRE, new InterruptedException());
        }
      }
    }
    return admit(call, attempt, total, now);
  }

  /** Takes a permit. May block. */
  AdmissionResult admit(CallRules call, EndpointUse<E> use, Deadline total, long now) {
    AdmissionResult result = admission.admit(use, total, call.acquire(), now);
    return result == ADMITTED && movesOn(use, total) ? ENDPOINT_LEFT : result;
  }

  /** Whether writes have moved to another endpoint; the permit is given back then. */
  private boolean movesOn(EndpointUse<E> use, Deadline total) {
    if (use.at().writes().problem() == null || use.operation().effect() == Effect.READ) {
      return false;
    }
    awaitDecision(use, total);
    if (routing.active() == use.at()) {
      return false; // what only reads works there too
    }
    use.circuitReleased();
    use.leave();
    return true;
  }

  /** Waits until it is decided where writes go, if that is in doubt. */
  void awaitDecision(EndpointUse<E> use, Deadline total) {
    if (use.operation().effect() != Effect.READ) { // reads go elsewhere meanwhile
      failover.awaitDecision(total, use::isCallCanceled);
    }
  }

  /**
   * Ends early when the connection is closed or the call canceled; false if the thread was
   * interrupted.
   */
  boolean sleep(long nanos, Attempt<E> attempt) {
    try {
      Waiting.pause(
          this,
          Deadline.after(Duration.ofNanos(nanos), time),
          () -> attempt.isCallCanceled() || routing.active().machine().isClosing());
      return true;
    } catch (InterruptedException interrupt) {
      return false;
    }
  }
}
