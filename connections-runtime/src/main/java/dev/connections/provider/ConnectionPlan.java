package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.spi.ConnectionSettings;

/**
 * One connection as the configuration describes it, with nothing wrong: what its handle is made
 * from. Immutable.
 */
record ConnectionPlan<C extends ManagedConnection<?>, S extends ConnectionConfiguration>(
    RegisteredType<C, S> type, ConnectionSettings settings, S configuration) {

  String name() {
    return settings.name();
  }
}
