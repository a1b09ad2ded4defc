package dev.connections.internal.telemetry;

import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.ConnectionsSnapshot;
import dev.connections.monitoring.DedicatedSnapshot;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.Lifecycle;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.OperationStatistics;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.SubscriptionSnapshot;
import dev.connections.monitoring.SubscriptionState;
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
    return connection(name, id, category, List.of(), List.of());
  }

  /** A connection with a dedicated pool and two subscriptions, one of which is lost. */
  static ConnectionSnapshot feed(String name, String id) {
    return connection(
        name,
        id,
        "Feed",
        List.of(new DedicatedSnapshot("blocking", 4, 2, 1, 0, 9)),
        List.of(
            new SubscriptionSnapshot(
                "a", SubscriptionState.ACTIVE, AT, "primary", 1, 7, 0, 0, 2, null),
            new SubscriptionSnapshot(
                "b", SubscriptionState.RECONNECTING, AT, null, 1, 7, 0, 0, 1, "lost")));
  }

  private static ConnectionSnapshot connection(
      String name,
      String id,
      String category,
      List<DedicatedSnapshot> dedicated,
      List<SubscriptionSnapshot> subscriptions) {
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
                "primary",
                true,
                lifecycle,
                health,
                CircuitState.OPEN,
                3,
                10,
                2,
                null,
                pool,
                dedicated,
                null)),
        new OperationStatistics(3, 2, 100, 10, 7, 1, 4, 0, 5),
        1.5,
        pool,
        List.of(),
        subscriptions,
        null,
        0,
        AT,
        Duration.ofHours(1),
        null);
  }
}
