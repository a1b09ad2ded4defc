package dev.connections.internal.retry;

import dev.connections.Effect;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;

/** What a failure proves of a whole attempt, which may consist of several exchanges. Pure. */
public final class OutcomeRule {

  private OutcomeRule() {}

  /**
   * What is known of an attempt that was canceled, or ended without an answer.
   *
   * @param unanswered what is known if no exchange was completed before
   */
  public static Outcome withoutAnswer(Outcome unanswered, boolean exchangeCompleted) {
    return exchangeCompleted ? Outcome.UNKNOWN : unanswered;
  }

  /**
   * What is known of the whole attempt, given what is known of the exchange that failed: proof that
   * this one did nothing says nothing of those before it.
   */
  public static Outcome ofAttempt(Outcome ofExchange, boolean exchangeCompleted, Effect effect) {
    boolean provesNothingOfTheRest =
        exchangeCompleted && effect != Effect.READ && ofExchange != Outcome.APPLIED;
    return provesNothingOfTheRest ? Outcome.UNKNOWN : ofExchange;
  }

  /**
   * What is known of all attempts of a call together: that the last one did nothing says nothing of
   * those before it.
   */
  public static Outcome ofCall(Outcome before, Outcome last) {
    // Declared in this order: nothing left, nothing was done, who knows, something was done.
    return before.compareTo(last) > 0 ? before : last;
  }

  /** Whether the caller must find out what happened before doing it again. */
  public static boolean mustNotBeRepeated(Outcome outcome, Effect effect, Phase phase) {
    return outcome == Outcome.UNKNOWN
        && (effect == Effect.NON_IDEMPOTENT || (effect == Effect.KEYED && phase == Phase.COMMIT));
  }
}
