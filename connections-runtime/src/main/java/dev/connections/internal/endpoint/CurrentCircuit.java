package dev.connections.internal.endpoint;

import dev.connections.internal.circuit.Circuit;
import dev.connections.internal.circuit.CircuitChange;
import dev.connections.monitoring.CircuitState;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;

/** The circuit of an endpoint, which is replaced when its settings change. Thread-safe. */
final class CurrentCircuit {

  private final ConnectionParts parts;
  private final EndpointSignals signals;
  private volatile Circuit circuit;
  private volatile int circuits;
  private ResilienceSettings.Circuit settings;

  /**
   * A closed circuit.
   *
   * @param signals is told the changes of the circuit in use
   */
  CurrentCircuit(
      ConnectionParts parts, ResilienceSettings.Circuit settings, EndpointSignals signals) {
    this.parts = parts;
    this.signals = signals;
    this.settings = settings;
    this.circuit = create(settings);
  }

  Circuit get() {
    return circuit;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
  private Circuit create(ResilienceSettings.Circuit next) {
    int number = ++circuits;
    return new Circuit(
        next,
        parts.time(),
        parts.random(),
        change -> {
          if (number == circuits) { // changes of a former one mean nothing
            signals.circuitChanged(change);
          }
        });
  }

  /**
   * Forgets all results if the settings are others; what an operator has isolated stays isolated.
   * Called by one thread at a time.
   */
  void follow(ResilienceSettings.Circuit next) {
    if (settings.equals(next)) {
      return;
    }
    settings = next;
    Circuit before = circuit;
    CircuitState state = before.state();
    Circuit fresh = create(next);
    Duration left = before.retryAfter(parts.time().nanoTime());
    if (before.isIsolated() && !left.isZero()) {
      fresh.isolate(left, "Isolated before its settings changed: " + before.describe());
      circuit = fresh;
      return;
    }
    circuit = fresh;
    if (state != CircuitState.CLOSED) {
      signals.circuitChanged(
          new CircuitChange(state, CircuitState.CLOSED, "Its settings changed", false));
    }
  }
}
