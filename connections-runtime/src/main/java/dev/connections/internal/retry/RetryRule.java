package dev.connections.internal.retry;

import dev.connections.Effect;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification.Kind;

/**
 * Whether an attempt that failed may be repeated, by what is known of it. Pure; knows nothing of
 * numbers of attempts, budgets and deadlines, which may still forbid what it allows.
 */
public final class RetryRule {

  /** What to do. */
  public enum Verdict {
    /** It may be tried again. */
    RETRY,
    /** It may be tried again once, after asking for the credentials again. */
    RETRY_ONCE_WITH_FRESH_CREDENTIALS,
    /** Trying again would not help, or would do harm. */
    FINAL,
    /** Someone must find out what happened before it is done again. */
    OUTCOME_UNKNOWN
  }

  private RetryRule() {}

  /**
   * Judges an attempt.
   *
   * @param phase how far its failing exchange had come
   * @param outcome what is known of all its exchanges together ({@link OutcomeRule#ofAttempt})
   */
  public static Verdict judge(Effect effect, Phase phase, Kind kind, Outcome outcome) {
    if (kind == Kind.INTERRUPTED) {
      return Verdict.FINAL; // someone wants this thread to stop, whatever happened
    }
    if (OutcomeRule.mustNotBeRepeated(outcome, effect, phase)) {
      return Verdict.OUTCOME_UNKNOWN;
    }
    if (outcome == Outcome.APPLIED && !isHarmlessWhenApplied(effect, phase)) {
      return Verdict.FINAL;
    }
    return switch (kind) {
      case TRANSIENT, TIMEOUT -> Verdict.RETRY;
      case AUTHENTICATION -> Verdict.RETRY_ONCE_WITH_FRESH_CREDENTIALS;
      case PERMANENT, INTERRUPTED -> Verdict.FINAL;
    };
  }

  /** Whether it would have been repeatable even if nothing were known of it. */
  private static boolean isHarmlessWhenApplied(Effect effect, Phase phase) {
    return !OutcomeRule.mustNotBeRepeated(Outcome.UNKNOWN, effect, phase);
  }
}
