package dev.connections;

import java.time.Instant;
import java.util.List;

/**
 * Everything that is known of all connections of a provider at one moment. Immutable.
 *
 * @param takenAt the moment
 * @param connections one each, in the order of the configuration
 */
public record ConnectionsSnapshot(Instant takenAt, List<ConnectionSnapshot> connections) {

  /** The snapshot of one connection. */
  public java.util.Optional<ConnectionSnapshot> connection(String name) {
    return connections.stream().filter(connection -> connection.name().equals(name)).findFirst();
  }
}
