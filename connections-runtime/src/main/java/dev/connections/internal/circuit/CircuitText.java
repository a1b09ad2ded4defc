package dev.connections.internal.circuit;

import dev.connections.monitoring.CircuitState;
import java.io.Serializable;

/** Describes a circuit for people. */
final class CircuitText {

  private CircuitText() {}

  /**
   * A circuit that lets nothing through, as it was at one moment.
   *
   * @param leftNanos for how much longer; not positive if its time is over
   */
  private record Barred(CircuitState state, long leftNanos, String reason) implements Serializable {
    @Override
    public String toString() {
      String left =
          leftNanos <= 0 ? ", its time is over" : " for another " + DurationWords.of(leftNanos);
      return "circuit " + state + left + " (" + reason + ")";
    }
  }

  /**
   * State and evidence, in one short phrase. Of a circuit that rejects calls it is put into words
   * only when it is read: each of them has it.
   *
   * @param nowNanos the time by the clock of the circuit
   * @param ageNanos the time since the circuit was made
   * @param probes how many are let through while it is half-open
   */
  static Serializable of(CircuitGeneration seen, long nowNanos, long ageNanos, int probes) {
    CircuitState state = seen.state();
    if (state == CircuitState.OPEN || state == CircuitState.ISOLATED) {
      return new Barred(state, seen.untilNanos() - nowNanos, seen.reason());
    }
    Breaker breaker = seen.breaker();
    String evidence = "";
    if (breaker != null && state == CircuitState.CLOSED) {
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
}
