package dev.connections.internal.endpoint;

import dev.connections.internal.permit.Bulkhead;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.PoolStatistics;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How an endpoint stands, in one line for a diagnosis. Never does I/O. Thread-safe. */
public final class EndpointSummary {

  private EndpointSummary() {}

  /**
   * What was seen at one moment, put into words only if someone reads it.
   *
   * @param permits how many there are; 0 if none was ever asked for
   * @param poolMaximum negative if there is no pool
   * @param circuit what is known of one that is not closed; null for a closed one, because counting
   *     what that has seen would cost a rejected call too much
   */
  private record Moment(
      LifecycleState state,
      int inFlight,
      int permits,
      int waiting,
      int poolActive,
      int poolIdle,
      int poolMaximum,
      @Nullable Serializable circuit,
      int retries)
      implements Serializable {

    @Override
    public String toString() {
      StringBuilder line = new StringBuilder(state.name());
      if (permits > 0) {
        line.append("; permits ")
            .append(inFlight)
            .append(" of ")
            .append(permits)
            .append(" in use, ")
            .append(waiting)
            .append(" waiting");
      }
      if (poolMaximum >= 0) {
        line.append("; pool ")
            .append(poolActive)
            .append(" active, ")
            .append(poolIdle)
            .append(" idle, at most ")
            .append(poolMaximum);
      }
      return line.append("; ")
          .append(circuit == null ? "circuit CLOSED" : circuit)
          .append("; retry budget ")
          .append(retries)
          .toString();
    }
  }

  /**
   * How an endpoint stands now; the text of what is returned is one line.
   *
   * @param retriesLeft how many retries its connection's budget has
   */
  public static Serializable of(ManagedEndpoint<?> endpoint, double retriesLeft) {
    Client<?> client = endpoint.client();
    Bulkhead permits = client.bulkhead();
    PoolStatistics pool = client.endpoint().pool();
    return new Moment(
        endpoint.machine().state(),
        permits.inFlight(),
        permits.permits(),
        permits.waiting(),
        pool == null ? 0 : pool.active(),
        pool == null ? 0 : pool.idle(),
        pool == null ? -1 : pool.maximum(),
        endpoint.circuit().state() == CircuitState.CLOSED
            ? null
            : endpoint.circuit().describeLater(),
        (int) retriesLeft);
  }
}
