package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.internal.configuration.SecretsFingerprint;
import dev.connections.spi.ConnectionSettings;
import dev.connections.spi.EndpointContext;
import java.util.List;

/**
 * One connection as the configuration describes it, with nothing wrong: what its handle is made
 * from. Immutable. Two are equal if nothing has changed between them, be it the value of a secret.
 *
 * @param type its type
 * @param settings what connections of every type have
 * @param endpoints at least one, in order of preference
 * @param secrets tells whether references gave other values than those of another plan
 */
record ConnectionPlan<C extends ManagedConnection<?>, S extends ConnectionConfiguration>(
    RegisteredType<C, S> type,
    ConnectionSettings settings,
    List<EndpointContext<S>> endpoints,
    SecretsFingerprint secrets) {

  ConnectionPlan {
    endpoints = List.copyOf(endpoints);
  }

  String name() {
    return settings.name();
  }

  /** The settings of the first endpoint. */
  S configuration() {
    return endpoints.get(0).configuration();
  }
}
