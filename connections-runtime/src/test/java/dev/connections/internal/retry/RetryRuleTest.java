package dev.connections.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Effect;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.internal.retry.RetryRule.Verdict;
import dev.connections.spi.FailureClassification.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryRuleTest {

  /** Of all phases only COMMIT is a case of its own: what others prove is in the outcome. */
  private static final Map<String, Set<Phase>> PHASES =
      Map.of(
          "before",
          EnumSet.of(
              Phase.RESOLVE,
              Phase.CONNECT,
              Phase.AUTH,
              Phase.ACQUIRE,
              Phase.WORK,
              Phase.SEND,
              Phase.RECEIVE),
          "COMMIT",
          EnumSet.of(Phase.COMMIT));

  /** One row an effect, phase and kind; one column an outcome. */
  private static final String TABLE =
      """
      effect         phase  kind           | NOT_SENT NOT_APPLIED UNKNOWN APPLIED
      READ           before TRANSIENT      | retry    retry       retry   retry
      READ           before TIMEOUT        | retry    retry       retry   retry
      READ           before AUTHENTICATION | fresh    fresh       fresh   fresh
      READ           before PERMANENT      | final    final       final   final
      READ           before INTERRUPTED    | final    final       final   final
      READ           COMMIT TRANSIENT      | retry    retry       retry   retry
      READ           COMMIT TIMEOUT        | retry    retry       retry   retry
      READ           COMMIT AUTHENTICATION | fresh    fresh       fresh   fresh
      READ           COMMIT PERMANENT      | final    final       final   final
      READ           COMMIT INTERRUPTED    | final    final       final   final
      IDEMPOTENT     before TRANSIENT      | retry    retry       retry   retry
      IDEMPOTENT     before TIMEOUT        | retry    retry       retry   retry
      IDEMPOTENT     before AUTHENTICATION | fresh    fresh       fresh   fresh
      IDEMPOTENT     before PERMANENT      | final    final       final   final
      IDEMPOTENT     before INTERRUPTED    | final    final       final   final
      IDEMPOTENT     COMMIT TRANSIENT      | retry    retry       retry   retry
      IDEMPOTENT     COMMIT TIMEOUT        | retry    retry       retry   retry
      IDEMPOTENT     COMMIT AUTHENTICATION | fresh    fresh       fresh   fresh
      IDEMPOTENT     COMMIT PERMANENT      | final    final       final   final
      IDEMPOTENT     COMMIT INTERRUPTED    | final    final       final   final
      KEYED          before TRANSIENT      | retry    retry       retry   retry
      KEYED          before TIMEOUT        | retry    retry       retry   retry
      KEYED          before AUTHENTICATION | fresh    fresh       fresh   fresh
      KEYED          before PERMANENT      | final    final       final   final
      KEYED          before INTERRUPTED    | final    final       final   final
      KEYED          COMMIT TRANSIENT      | retry    retry       unknown final
      KEYED          COMMIT TIMEOUT        | retry    retry       unknown final
      KEYED          COMMIT AUTHENTICATION | fresh    fresh       unknown final
      KEYED          COMMIT PERMANENT      | final    final       unknown final
      KEYED          COMMIT INTERRUPTED    | final    final       final   final
      NON_IDEMPOTENT before TRANSIENT      | retry    retry       unknown final
      NON_IDEMPOTENT before TIMEOUT        | retry    retry       unknown final
      NON_IDEMPOTENT before AUTHENTICATION | fresh    fresh       unknown final
      NON_IDEMPOTENT before PERMANENT      | final    final       unknown final
      NON_IDEMPOTENT before INTERRUPTED    | final    final       final   final
      NON_IDEMPOTENT COMMIT TRANSIENT      | retry    retry       unknown final
      NON_IDEMPOTENT COMMIT TIMEOUT        | retry    retry       unknown final
      NON_IDEMPOTENT COMMIT AUTHENTICATION | fresh    fresh       unknown final
      NON_IDEMPOTENT COMMIT PERMANENT      | final    final       unknown final
      NON_IDEMPOTENT COMMIT INTERRUPTED    | final    final       final   final
      """;

  private static final Map<String, Verdict> VERDICTS =
      Map.of(
          "retry", Verdict.RETRY,
          "fresh", Verdict.RETRY_ONCE_WITH_FRESH_CREDENTIALS,
          "final", Verdict.FINAL,
          "unknown", Verdict.OUTCOME_UNKNOWN);

  private record Case(Effect effect, Phase phase, Kind kind, Outcome outcome) {}

  private static Map<Case, Verdict> table() {
    Map<Case, Verdict> table = new LinkedHashMap<>();
    for (String row : TABLE.lines().skip(1).toList()) {
      String[] cells = row.replace("|", "").trim().split(" +");
      for (Phase phase : PHASES.getOrDefault(cells[1], Set.of())) {
        for (Outcome outcome : Outcome.values()) {
          Case judged = new Case(Effect.valueOf(cells[0]), phase, Kind.valueOf(cells[2]), outcome);
          Verdict twice = table.put(judged, verdict(cells[3 + outcome.ordinal()]));
          assertThat(twice).as("%s stands there twice", judged).isNull();
        }
      }
    }
    return table;
  }

  private static Verdict verdict(String cell) {
    Verdict verdict = VERDICTS.get(cell);
    if (verdict == null) {
      throw new AssertionError(cell);
    }
    return verdict;
  }

  @Test
  void everyCombinationIsJudgedAsTheTableSays() {
    Map<Case, Verdict> table = table();

    assertThat(table)
        .hasSize(
            Effect.values().length
                * Phase.values().length
                * Kind.values().length
                * Outcome.values().length);
    table.forEach(
        (judged, verdict) ->
            assertThat(
                    RetryRule.judge(
                        judged.effect(), judged.phase(), judged.kind(), judged.outcome()))
                .as("%s", judged)
                .isEqualTo(verdict));
  }

  @Test
  void theColumnsOfTheTableAreTheOutcomesInTheirOrder() {
    String head = TABLE.lines().findFirst().orElseThrow();

    assertThat(head.substring(head.indexOf('|') + 1).trim().split(" +"))
        .containsExactly(Arrays.stream(Outcome.values()).map(Enum::name).toArray(String[]::new));
  }
}
