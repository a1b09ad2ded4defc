package dev.connections.monitoring;

/** Whether calls to an endpoint are let through. */
public enum CircuitState {
  /** They are. */
  CLOSED,
  /** They are rejected, because too many failed. */
  OPEN,
  /** A few are let through, to see whether the rest may follow. */
  HALF_OPEN,
  /** They are rejected, because an operator said so. */
  ISOLATED
}
