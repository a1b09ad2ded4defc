package dev.connections.internal.circuit;

import dev.connections.monitoring.CircuitState;

/**
 * A change of a circuit's state.
 *
 * @param reason why; for people
 * @param byOperator whether a person wanted it
 */
public record CircuitChange(
    CircuitState from, CircuitState to, String reason, boolean byOperator) {}
