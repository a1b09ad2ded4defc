package dev.connections.monitoring;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of all connections of a provider at one moment. Immutable.
 *
 * @param takenAt the moment
 * @param connections one each, in the order of the configuration
 * @param eventsDropped how many events listeners have missed because they were too slow
 */
public record ConnectionsSnapshot(
    Instant takenAt, List<ConnectionSnapshot> connections, long eventsDropped) {

  /**
   * Why the service is not ready: what is wrong with each critical connection that is not known to
   * work, by its name; empty if the service is ready. A critical connection is opened at start, so
   * this does not wait for traffic. One that is {@link HealthStatus#DEGRADED} still works. Without
   * secrets.
   */
  public Map<String, String> notReady() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (ConnectionSnapshot connection : connections) {
      HealthStatus status = connection.health().status();
      if (connection.critical()
          && (status == HealthStatus.DOWN || status == HealthStatus.UNKNOWN)) {
        String problem = connection.health().problem();
        reasons.put(
            connection.name(),
            status == HealthStatus.UNKNOWN
                ? "UNKNOWN: it was not opened yet"
                : problem == null ? status.name() : status + ": " + problem);
      }
    }
    return Collections.unmodifiableMap(reasons);
  }

  /** Whether every critical connection works; {@link #notReady()} has the reasons if not. */
  public boolean isReady() {
    return notReady().isEmpty();
  }

  /** The snapshot of one connection. */
  public java.util.Optional<ConnectionSnapshot> connection(String name) {
    return connections.stream().filter(connection -> connection.name().equals(name)).findFirst();
  }
}
