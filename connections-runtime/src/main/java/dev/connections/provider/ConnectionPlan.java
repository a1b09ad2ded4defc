package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.internal.configuration.secret.SecretsFingerprint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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

  /** Whether clients made from another plan of its type must be replaced to follow this one. */
  boolean needsOtherClientsThan(ConnectionPlan<?, ?> before) {
    return !secrets.equals(before.secrets)
        || !runningSettings().equals(before.runningSettings())
        || !configurations().equals(before.configurations());
  }

  /** The settings without what counts at start only, or only for those who look it up. */
  private ConnectionSettings runningSettings() {
    return new ConnectionSettings(
        settings.name(),
        settings.type(),
        OptionalInt.empty(),
        ConnectionSettings.Startup.LAZY,
        false,
        settings.timeouts(),
        settings.bulkhead(),
        settings.resilience());
  }

  /** What the endpoints are made from; an order, because it is that of preference. */
  private List<Map.Entry<String, ConnectionConfiguration>> configurations() {
    return endpoints.stream()
        .map(
            endpoint ->
                Map.<String, ConnectionConfiguration>entry(
                    endpoint.name(), endpoint.configuration()))
        .toList();
  }

  /** The settings of the first endpoint. */
  S configuration() {
    return endpoints.get(0).configuration();
  }
}
