package dev.connections;

import java.time.Instant;
import java.util.List;

/**
 * Everything that is known of all connections of a provider at one moment. Immutable.
 *
 * @param takenAt the moment
 * @param connections one each, in the order of the configuration
 * @param eventsDropped how many events listeners have missed because they were too slow
 */
public record ConnectionsSnapshot(
    Instant takenAt, List<ConnectionSnapshot> connections, long eventsDropped) {

  /** The snapshot of one connection. */
  public java.util.Optional<ConnectionSnapshot> connection(String name) {
    return connections.stream().filter(connection -> connection.name().equals(name)).findFirst();
  }
}
