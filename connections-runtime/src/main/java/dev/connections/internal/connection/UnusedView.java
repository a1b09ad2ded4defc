package dev.connections.internal.connection;

import dev.connections.internal.endpoint.HealthData;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.retry.RetryPolicy;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.Lifecycle;
import dev.connections.monitoring.OperationStatistics;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a connection that no one has used: what its parts would say, without making
 * them, so that a look at thousands of names leaves nothing behind. Never does I/O.
 */
final class UnusedView {

  private static final OperationStatistics NOTHING_DONE =
      new OperationStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private UnusedView() {}

  static Health health(NewConnection<?, ?> unused) {
    Map<String, String> data = new LinkedHashMap<>();
    if (unused.settings().critical()) {
      data.put("critical", "true");
    }
    data.putAll(HealthData.ofUnused(unused.endpoints().get(0)));
    int endpoints = unused.contexts().size();
    if (endpoints > 1) {
      data.put("endpoint", unused.contexts().get(0).name());
      for (int i = 1; i < endpoints; i++) {
        data.put("endpoint." + unused.contexts().get(i).name(), HealthStatus.UNKNOWN.name());
      }
    }
    return unknown(Collections.unmodifiableMap(data));
  }

  private static Health unknown(Map<String, String> data) {
    return new Health(HealthStatus.UNKNOWN, null, null, null, data);
  }

  static ConnectionSnapshot snapshot(NewConnection<?, ?> unused) {
    Lifecycle lifecycle = LifecycleMachine.neverOpened(unused.at());
    List<EndpointSnapshot> endpoints = new ArrayList<>();
    for (int i = 0; i < unused.contexts().size(); i++) {
      endpoints.add(
          endpoint(unused.contexts().get(i).name(), i == 0, lifecycle, unused.endpoints().get(i)));
    }
    EndpointSnapshot active = endpoints.get(0);
    return new ConnectionSnapshot(
        unused.name(),
        unused.id(),
        unused.type().name(),
        unused.type().category(),
        unused.settings().critical(),
        lifecycle,
        health(unused),
        active.circuit(),
        active.name(),
        List.copyOf(endpoints),
        NOTHING_DONE,
        RetryPolicy.atFirst(unused.settings().resilience().retry()),
        active.pool(),
        List.of(),
        List.of(),
        null,
        unused.generation(),
        unused.at(),
        Duration.ofNanos(unused.shared().time().nanoTime() - unused.atNanos()),
        null);
  }

  private static EndpointSnapshot endpoint(
      String name, boolean active, Lifecycle lifecycle, Endpoint endpoint) {
    return new EndpointSnapshot(
        name,
        active,
        lifecycle,
        unknown(HealthData.ofUnused(endpoint)),
        CircuitState.CLOSED,
        0,
        0,
        0,
        null,
        endpoint.pool(),
        List.of(),
        null);
  }
}
