package dev.connections.provider;

import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.ConnectionsSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Takes the snapshots of all connections together. Thread-safe; does no I/O. */
record SnapshotRound(Collection<NamedConnection> connections, ProviderScope scope) {

  ConnectionsSnapshot take() {
    List<ConnectionSnapshot> taken = new ArrayList<>();
    for (NamedConnection connection : connections) {
      taken.add(connection.handle().snapshot());
    }
    return new ConnectionsSnapshot(
        scope.time().now(), Collections.unmodifiableList(taken), scope.events().dropped());
  }
}
