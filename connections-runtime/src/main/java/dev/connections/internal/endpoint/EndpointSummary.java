package dev.connections.internal.endpoint;

import dev.connections.internal.permit.Bulkhead;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.PoolStatistics;

/** How an endpoint stands, in one line for a diagnosis. Never does I/O. Thread-safe. */
public final class EndpointSummary {

  private EndpointSummary() {}

  /**
   * Of an endpoint.
   *
   * @param retriesLeft how many retries its connection's budget has
   */
  public static String of(ManagedEndpoint<?> endpoint, double retriesLeft) {
    StringBuilder line = new StringBuilder(endpoint.machine().state().name());
    Client<?> client = endpoint.client();
    Bulkhead permits = client.bulkhead();
    if (permits.permits() > 0) {
      line.append("; permits ")
          .append(permits.inFlight())
          .append(" of ")
          .append(permits.permits())
          .append(" in use, ")
          .append(permits.waiting())
          .append(" waiting");
    }
    PoolStatistics pool = client.endpoint().pool();
    if (pool != null) {
      line.append("; pool ")
          .append(pool.active())
          .append(" active, ")
          .append(pool.idle())
          .append(" idle, at most ")
          .append(pool.maximum());
    }
    line.append("; ");
    if (endpoint.circuit().state() == CircuitState.CLOSED) {
      line.append(
          "circuit CLOSED"); // counting what it has seen would cost a rejected call too much
    } else {
      line.append(endpoint.circuit().describe());
    }
    return line.append("; retry budget ").append((int) retriesLeft).toString();
  }
}
