package dev.connections.internal.endpoint;

import dev.connections.monitoring.CircuitState;

/** Is told what changes at the endpoints of a connection. */
public interface EndpointObserver {

  /** The verdict on its health changed, or its lifecycle did. */
  void healthChanged(ManagedEndpoint<?> endpoint);

  /** Its host name stands for other addresses than when its client was opened. */
  void moved(ManagedEndpoint<?> endpoint);

  /** Whether writes go there now and could go to another endpoint. */
  boolean hasWritesThatCouldMove(ManagedEndpoint<?> endpoint);

  /** Its circuit changed. */
  void circuitChanged(
      ManagedEndpoint<?> endpoint,
      CircuitState from,
      CircuitState to,
      String reason,
      boolean byOperator);
}
