package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.FutureFailures;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a use that failed, apart from the exception.
 *
 * @param operation what was done
 * @param endpoint where
 * @param failures tells what exceptions mean there
 * @param phase how far its exchanges had come
 * @param working whether the code of the caller was running, and no exchange
 * @param exchangeCompleted whether an exchange had completed before
 * @param ending whether it was canceled, and why
 * @param forced whether its end was forced, and what it has thrown only comes of that
 * @param deadline by when its caller must know; null if it has not begun
 * @param stage whether it goes on without a thread, so that only the client library ends it
 */
record FailedUse(
    Operation operation,
    ManagedEndpoint<?> endpoint,
    FailureClassifier failures,
    Phase phase,
    boolean working,
    boolean exchangeCompleted,
    Ending ending,
    boolean forced,
    @Nullable Deadline deadline,
    boolean stage) {

  /** Who ended it. */
  enum Ending {
    /** No one but the failure itself. */
    BY_ITSELF,
    /** The watchdog, at the deadline. */
    EXPIRED,
    /** The end of draining. */
    ABORTED,
    /** Its caller, who canceled the call. */
    CALL_CANCELED,
    /** Whoever interrupted its thread. */
    INTERRUPTED
  }

  static FailedUse of(Attempt<?> attempt) {
    return new FailedUse(
        attempt.operation(),
        attempt.at(),
        attempt.used().failures(),
        attempt.phase(),
        attempt.isWorking(),
        attempt.hasCompletedExchange(),
        attempt.ending(),
        attempt.wasForced(),
        attempt.inherited(),
        !attempt.occupiesThread());
  }

  /** The same, of a call that was a part of it. */
  FailedUse joined(Operation part) {
    return new FailedUse(
        part,
        endpoint,
        failures,
        phase,
        working,
        exchangeCompleted,
        ending,
        forced,
        deadline,
        stage);
  }

  /** What the failure means; null if neither the type nor the runtime knows. */
  @Nullable FailureClassification meaning(Exception failure) {
    FailureClassification told = failures.classify(failure, phase);
    if (told != null || ending != Ending.BY_ITSELF || working) {
      return told; // what was canceled by us, or thrown by the caller's code, tells of no loss
    }
    return stage ? FutureFailures.ofClient(failure, phase) : FutureFailures.ofWork(failure, phase);
  }

  /**
   * What it was doing. The phase of a commit stays, since what may have been committed must not be
   * repeated, whatever was done after it.
   */
  Phase shownPhase() {
    return working && phase != Phase.COMMIT ? Phase.WORK : phase;
  }

  static FailedUse of(AdmittedPermit<?> permit, Phase phase) {
    return new FailedUse(
        permit.operation(),
        permit.at(),
        permit.endpoint().failures(),
        phase,
        false,
        false,
        permit.hasExpired()
            ? Ending.EXPIRED
            : permit.wasAborted() ? Ending.ABORTED : Ending.BY_ITSELF,
        permit.hasExpired(),
        permit.deadline(),
        false);
  }
}
