package dev.connections.provider;

import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.ConnectionsSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Takes the snapshots of all connections together. Thread-safe; does no I/O. */
final class SnapshotRound {

  private final Collection<NamedConnection> connections;
  private final ProviderScope scope;

  SnapshotRound(Collection<NamedConnection> connections, ProviderScope scope) {
    this.connections = connections;
    this.scope = scope;
  }

  ConnectionsSnapshot take() {
    List<ConnectionSnapshot> taken = new ArrayList<>();
    for (NamedConnection connection : connections) {
      taken.add(connection.handle().snapshot());
    }
    return new ConnectionsSnapshot(
        scope.time().now(), Collections.unmodifiableList(taken), scope.events().dropped());
  }
}
