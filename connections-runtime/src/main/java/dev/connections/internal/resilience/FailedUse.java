package dev.connections.internal.resilience;

import dev.connections.Operation;
import dev.connections.Phase;

/**
 * What is known of a use that failed, apart from the exception.
 *
 * @param operation what was done
 * @param phase how far it had come
 * @param attempts how many attempts were begun
 * @param exchangeCompleted whether an exchange had completed before
 * @param ending whether it was broken off, and why
 */
record FailedUse(
    Operation operation, Phase phase, int attempts, boolean exchangeCompleted, Ending ending) {

  /** Who ended it. */
  enum Ending {
    /** Nobody but the failure itself. */
    BY_ITSELF,
    /** The watchdog, at the deadline. */
    EXPIRED,
    /** The end of draining. */
    ABORTED
  }

  static FailedUse of(Attempt attempt) {
    Ending ending =
        attempt.hasExpired()
            ? Ending.EXPIRED
            : attempt.wasAborted() ? Ending.ABORTED : Ending.BY_ITSELF;
    return new FailedUse(
        attempt.operation(),
        attempt.phase(),
        attempt.attempt(),
        attempt.hasCompletedExchange(),
        ending);
  }

  static FailedUse of(AdmittedPermit permit, Phase phase) {
    return new FailedUse(
        permit.operation(),
        phase,
        1,
        false,
        permit.wasAborted() ? Ending.ABORTED : Ending.BY_ITSELF);
  }
}
