package dev.connections.internal.subscription;

import dev.connections.internal.connection.CoreHarness;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.RuntimeContext;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Bulkhead;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The context of one connection to one or more servers. */
final class PushContext extends RuntimeContext<PushConnection.Settings> {

  private final List<Integer> ports;

  PushContext(Integer... ports) {
    super(
        8,
        PushConnection.Settings.class,
        ConnectionSettings.defaults("push", "Push")
            .withTimeouts(CoreHarness.SHORT)
            .withBulkhead(
                new Bulkhead(OptionalInt.of(2), OptionalInt.empty(), Duration.ofMillis(100)))
            .withResilience(
                new ResilienceSettings(
                    Retry.DEFAULT,
                    Circuit.DEFAULT,
                    Optional.empty(),
                    new Monitoring(Duration.ofSeconds(1), 1, 1),
                    Failover.DEFAULT)));
    this.ports = List.of(ports);
  }

  @Override
  protected List<EndpointContext<PushConnection.Settings>> endpoints() {
    return endpoints("old");
  }

  /** The endpoints, {@code primary} first, with a password. */
  List<EndpointContext<PushConnection.Settings>> endpoints(String password) {
    List<EndpointContext<PushConnection.Settings>> endpoints = new ArrayList<>();
    for (int port : ports) {
      endpoints.add(
          new EndpointContext<>(
              endpoints.isEmpty() ? "primary" : "standby",
              new PushConnection.Settings(port, password),
              settings()));
    }
    return endpoints;
  }
}
