package dev.connections.internal.circuit;

import dev.connections.monitoring.CircuitState;

/** Describes a circuit for people. */
final class CircuitText {

  private CircuitText() {}

  /**
   * State and evidence, in one short phrase.
   *
   * @param nowNanos the time by the clock of the circuit
   * @param ageNanos the time since the circuit was made
   * @param probes how many are let through while it is half-open
   */
  static String of(CircuitGeneration seen, long nowNanos, long ageNanos, int probes) {
    CircuitState state = seen.state();
    Breaker breaker = seen.breaker();
    String evidence = "";
    if (state == CircuitState.OPEN || state == CircuitState.ISOLATED) {
      evidence = left(seen, nowNanos) + " (" + seen.reason() + ")";
    } else if (breaker != null && state == CircuitState.CLOSED) {
      breaker.reach(ageNanos);
      evidence = " (" + failures(breaker) + ")";
    } else if (breaker != null) {
      evidence = " (" + breaker.results() + " of " + probes + " probes answered)";
    }
    return "circuit " + state + evidence;
  }

  static String failures(Breaker breaker) {
    return breaker.failures() + " of " + breaker.results() + " failed";
  }

  private static String left(CircuitGeneration seen, long nowNanos) {
    return seen.isOver(nowNanos)
        ? ", its time is over"
        : " for another " + DurationWords.of(seen.untilNanos() - nowNanos);
  }
}
