package dev.connections.internal.configuration.common;

import dev.connections.annotations.grammar.DurationText;
import dev.connections.internal.configuration.node.Notes;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings.Budget;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Warns of common settings that are allowed, but do not do what one would think they do. */
final class SettingAdvice {

  private static final int FEW_CALLS = 5;

  private final Notes notes;

  SettingAdvice(Notes notes) {
    this.notes = notes;
  }

  void on(ConnectionSettings settings) {
    String connection = "connections." + settings.name() + ".";
    Circuit circuit = settings.resilience().circuit();
    if (circuit.enabled()) {
      onCircuit(connection + "circuit.", circuit, settings.timeouts().attempt());
    }
    onBudget(connection + "retry.", settings.resilience().retry());
    Duration interval = settings.resilience().monitoring().interval();
    Duration health = settings.timeouts().health();
    if (interval.compareTo(health) < 0) {
      notes.warn(
          connection
              + "monitoring.interval is "
              + DurationText.of(interval)
              + ", less than timeouts.health, which is "
              + DurationText.of(health)
              + ": a probe may take longer than it is to the next one");
    }
  }

  /** Names what a connection with the preset {@code none} does without. */
  void onNone(ConnectionSettings settings) {
    List<String> off = new ArrayList<>();
    if (settings.resilience().retry().maxAttempts() == 1) {
      off.add("retries");
    }
    if (!settings.resilience().circuit().enabled()) {
      off.add("the circuit breaker");
    }
    if (!off.isEmpty()) {
      notes.warn(
          "Connection '"
              + settings.name()
              + "' has the preset none: off "
              + (off.size() == 1 ? "is " : "are ")
              + String.join(" and ", off)
              + "; time limits and bulkhead stay");
    }
  }

  private void onCircuit(String group, Circuit circuit, Duration attempt) {
    int calls = circuit.minimumCalls();
    if (calls < FEW_CALLS) {
      notes.warn(
          group
              + "minimumCalls is "
              + calls
              + ": so few calls say little, and chance opens the circuit; take at least "
              + FEW_CALLS);
    }
    if (calls < circuit.probes()) {
      notes.warn(
          group
              + "minimumCalls is "
              + calls
              + ", less than probes, which is "
              + circuit.probes()
              + ": it opens on less than it takes to close again");
    }
    Duration slow = circuit.slowCall().orElse(null);
    if (slow != null && slow.compareTo(attempt) >= 0) {
      notes.warn(
          group
              + "slowCall is "
              + DurationText.of(slow)
              + ", not less than timeouts.attempt, which is "
              + DurationText.of(attempt)
              + ": no success is ever so slow");
    }
  }

  private void onBudget(String group, Retry retry) {
    Budget budget = retry.budget();
    boolean empty =
        budget.perSecond() == 0 && budget.ratio().percent().compareTo(BigDecimal.ZERO) == 0;
    if (retry.maxAttempts() > 1 && empty) {
      notes.warn(
          group
              + "budget allows nothing, so that maxAttempts, which is "
              + retry.maxAttempts()
              + ", is of no effect: for no retries write maxAttempts: 1");
    }
  }
}
