package dev.connections.internal.telemetry;

import dev.connections.CircuitState;
import dev.connections.ConnectionSnapshot;
import dev.connections.PoolStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What meters show of one endpoint. The one place that knows where a snapshot has it.
 *
 * @param name the endpoint
 * @param circuit whether calls are let through
 * @param inUse permits that are taken
 * @param waiting callers that wait for one
 * @param pool physical resources; null if it has no pool
 */
record EndpointState(
    String name, CircuitState circuit, int inUse, int waiting, @Nullable PoolStatistics pool) {

  static List<EndpointState> of(ConnectionSnapshot connection) {
    return List.of(
        new EndpointState(
            "primary", // what a connection's only endpoint is called
            connection.circuit(),
            connection.operations().inFlight(),
            connection.operations().waiting(),
            connection.pool()));
  }
}
