package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.spi.ConnectionSettings;
import dev.connections.spi.EndpointContext;
import java.util.List;

/**
 * One connection as the configuration describes it, with nothing wrong: what its handle is made
 * from. Immutable.
 */
record ConnectionPlan<C extends ManagedConnection<?>, S extends ConnectionConfiguration>(
    RegisteredType<C, S> type, ConnectionSettings settings, S configuration) {

  /** Its endpoints, in the order of preference. */
  List<EndpointContext<S>> endpoints() {
    return List.of(new EndpointContext<>("primary", configuration, settings));
  }

  String name() {
    return settings.name();
  }
}
