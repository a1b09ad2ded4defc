package dev.connections.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Effect;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeRuleTest {

  @ParameterizedTest
  @CsvSource({
    "ACQUIRE, false, NOT_SENT",
    "CONNECT, false, NOT_SENT",
    "CONNECT, true,  UNKNOWN",
    "SEND,    false, UNKNOWN",
    "RECEIVE,   false, UNKNOWN",
    "COMMIT,  true,  UNKNOWN",
  })
  void withoutAnAnswerOnlyAnEarlyPhaseOfTheFirstExchangeProvesAnything(
      Phase phase, boolean exchangeCompleted, Outcome expected) {
    FailureClassifier ofNothing = (failure, reached) -> null;
    assertThat(OutcomeRule.withoutAnswer(ofNothing.unanswered(phase), exchangeCompleted))
        .isEqualTo(expected);
  }

  @Test
  void whatIsRolledBackWithoutACommitProvesNothingOfWhatWasCommittedBefore() {
    assertThat(OutcomeRule.withoutAnswer(Outcome.NOT_APPLIED, false))
        .isEqualTo(Outcome.NOT_APPLIED);
    assertThat(OutcomeRule.withoutAnswer(Outcome.NOT_APPLIED, true)).isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SENT,    false, NON_IDEMPOTENT, NOT_SENT",
    "NOT_APPLIED, false, NON_IDEMPOTENT, NOT_APPLIED",
    "NOT_APPLIED, true,  NON_IDEMPOTENT, UNKNOWN",
    "NOT_SENT,    true,  KEYED,          UNKNOWN",
    "NOT_APPLIED, true,  READ,           NOT_APPLIED",
    "APPLIED,     true,  NON_IDEMPOTENT, APPLIED",
    "UNKNOWN,     false, READ,           UNKNOWN",
  })
  void proofForTheLastExchangeIsNoProofForThoseBefore(
      Outcome ofExchange, boolean exchangeCompleted, Effect effect, Outcome expected) {
    assertThat(OutcomeRule.ofAttempt(ofExchange, exchangeCompleted, effect)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN,     NON_IDEMPOTENT, RECEIVE,  true",
    "UNKNOWN,     NON_IDEMPOTENT, COMMIT, true",
    "UNKNOWN,     KEYED,          RECEIVE,  false",
    "UNKNOWN,     KEYED,          COMMIT, true",
    "UNKNOWN,     IDEMPOTENT,     COMMIT, false",
    "UNKNOWN,     READ,           RECEIVE,  false",
    "NOT_APPLIED, NON_IDEMPOTENT, RECEIVE,  false",
  })
  void onlyALostAnswerThatMattersMustBeLookedInto(
      Outcome outcome, Effect effect, Phase phase, boolean expected) {
    assertThat(OutcomeRule.mustNotBeRepeated(outcome, effect, phase)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SENT,    NOT_SENT,    NOT_SENT",
    "NOT_APPLIED, NOT_SENT,    NOT_APPLIED",
    "UNKNOWN,     NOT_SENT,    UNKNOWN",
    "UNKNOWN,     NOT_APPLIED, UNKNOWN",
    "NOT_SENT,    UNKNOWN,     UNKNOWN",
    "APPLIED,     NOT_SENT,    APPLIED",
    "APPLIED,     UNKNOWN,     APPLIED",
  })
  void proofForTheLastAttemptIsNoProofForThoseBefore(
      Outcome before, Outcome last, Outcome expected) {
    assertThat(OutcomeRule.ofCall(before, last)).isEqualTo(expected);
  }
}
