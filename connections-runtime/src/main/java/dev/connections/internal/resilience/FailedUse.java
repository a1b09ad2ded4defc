package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.Phase;
import dev.connections.spi.FailureClassifier;

/**
 * What is known of a use that failed, apart from the exception.
 *
 * @param operation what was done
 * @param endpoint where
 * @param failures tells what exceptions mean there
 * @param phase how far it had come
 * @param exchangeCompleted whether an exchange had completed before
 * @param ending whether it was broken off, and why
 * @param deadline by when its caller must know
 */
record FailedUse(
    Operation operation,
    ManagedEndpoint<?> endpoint,
    FailureClassifier failures,
    Phase phase,
    boolean exchangeCompleted,
    Ending ending,
    Deadline deadline) {

  /** Who ended it. */
  enum Ending {
    /** Nobody but the failure itself. */
    BY_ITSELF,
    /** The watchdog, at the deadline. */
    EXPIRED,
    /** The end of draining. */
    ABORTED,
    /** Its caller, who cancelled the call. */
    CALLED_OFF,
    /** Whoever interrupted its thread. */
    INTERRUPTED
  }

  static FailedUse of(Attempt<?> attempt) {
    Ending ending =
        attempt.hasExpired()
            ? Ending.EXPIRED
            : attempt.wasAborted()
                ? Ending.ABORTED
                : attempt.wasCalledOff()
                    ? Ending.CALLED_OFF
                    : attempt.wasInterrupted() ? Ending.INTERRUPTED : Ending.BY_ITSELF;
    return new FailedUse(
        attempt.operation(),
        attempt.at(),
        attempt.used().failures(),
        attempt.phase(),
        attempt.hasCompletedExchange(),
        ending,
        attempt.deadline());
  }

  static FailedUse of(AdmittedPermit<?> permit, Phase phase) {
    return new FailedUse(
        permit.operation(),
        permit.at(),
        permit.endpoint().failures(),
        phase,
        false,
        permit.wasAborted() ? Ending.ABORTED : Ending.BY_ITSELF,
        permit.deadline());
  }
}
