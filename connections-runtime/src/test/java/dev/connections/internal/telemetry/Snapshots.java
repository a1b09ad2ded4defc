package dev.connections.internal.telemetry;

import dev.connections.CircuitState;
import dev.connections.ConnectionSnapshot;
import dev.connections.ConnectionsSnapshot;
import dev.connections.EndpointSnapshot;
import dev.connections.Health;
import dev.connections.HealthStatus;
import dev.connections.Lifecycle;
import dev.connections.LifecycleState;
import dev.connections.OperationStatistics;
import dev.connections.PoolStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Snapshots as a provider would take them. */
final class Snapshots {

  private static final Instant AT = Instant.EPOCH;

  private Snapshots() {}

  static ConnectionsSnapshot of(ConnectionSnapshot... connections) {
    return new ConnectionsSnapshot(AT, List.of(connections), 5);
  }

  /** A connection that is broken, with a pool. */
  static ConnectionSnapshot connection(String name, String id, String category) {
    Lifecycle lifecycle = new Lifecycle(LifecycleState.BROKEN, 2, AT, "lost");
    Health health = new Health(HealthStatus.DOWN, AT, null, "lost", Map.of());
    PoolStatistics pool = new PoolStatistics(10, 8, 3, 5);
    return new ConnectionSnapshot(
        name,
        id,
        "Type",
        category,
        false,
        lifecycle,
        health,
        CircuitState.OPEN,
        "primary",
        List.of(
            new EndpointSnapshot(
                "primary", true, lifecycle, health, CircuitState.OPEN, 3, 10, 2, pool, null)),
        new OperationStatistics(3, 2, 100, 10, 7, 1, 4, 0, 5),
        1.5,
        pool,
        List.of(),
        null,
        0,
        AT,
        Duration.ofHours(1),
        null);
  }
}
