package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.internal.configuration.ConfigurationLoader;
import dev.connections.internal.configuration.ConfiguredConnection;
import dev.connections.internal.configuration.ConfiguredEndpoint;
import dev.connections.internal.configuration.LoadedConfiguration;
import dev.connections.internal.configuration.node.EffectiveSetting;
import dev.connections.internal.configuration.secret.ReadingHistory;
import dev.connections.spi.EndpointContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration, finds the types that it names and lets their binders bind it. What is
 * wrong is thrown at once, with what the application requires and the configuration lacks, and with
 * the drift of libraries that the configuration does not tolerate.
 */
final class ConfigurationPlanner {

  private final TypeCatalogue types;
  private final Collection<ConnectionKey<?>> required;
  private final DriftInspection drift;
  private final ReadingHistory history = new ReadingHistory();

  ConfigurationPlanner(
      TypeCatalogue types, Collection<ConnectionKey<?>> required, DriftInspection drift) {
    this.types = types;
    this.required = required;
    this.drift = drift;
  }

  /**
   * The plan that a configuration leads to. Reads everything again; called by one thread at a time.
   *
   * @throws ConnectionConfigurationException with everything that is wrong
   */
  ConfigurationPlan plan(ConnectionsConfiguration recipe) {
    Bound bound = bound(recipe);
    LoadedConfiguration loaded = bound.loaded();
    return new ConfigurationPlan(loaded.documents(), bound.plans(), loaded.redactor());
  }

  /** Every setting that is in effect, one line each; as {@link #plan}. */
  List<String> effectiveSettings(ConnectionsConfiguration recipe) {
    return bound(recipe).loaded().effective().stream().map(EffectiveSetting::toString).toList();
  }

  private record Bound(LoadedConfiguration loaded, List<ConnectionPlan<?, ?>> plans) {}

  private Bound bound(ConnectionsConfiguration recipe) {
    LoadedConfiguration loaded = ConfigurationLoader.load(recipe, history);
    Problems unreported = new Problems();
    List<ConnectionPlan<?, ?>> plans = new ArrayList<>();
    for (ConfiguredConnection connection : loaded.connections()) {
      RegisteredType<?, ?> type = types.byName(connection.typeName());
      if (type == null) {
        connection.reportUnknownType(types.names());
        continue;
      }
      reportWrongClass(connection, type);
      ConnectionPlan<?, ?> plan = bind(connection, type);
      if (plan == null) {
        unreported.add(
            connection.name() + ": the binder of type " + type.descriptor() + " gave nothing");
      } else {
        plans.add(plan);
      }
    }
    for (ConnectionKey<?> key : required) {
      loaded.require(key.name());
    }
    drift.inspect(recipe, loaded);
    loaded.finish();
    // Only a binder that keeps to itself what is wrong leads here.
    unreported.throwIfAny(loaded.documents(), "let the binder report what it rejects");
    return new Bound(loaded, plans);
  }

  /** The files that a plan depends on: the documents, and those that references have named. */
  Set<Path> files(ConnectionsConfiguration recipe) {
    Set<Path> files = new HashSet<>(history.files());
    for (ConnectionsConfiguration.Document document : recipe.documents()) {
      Path path = document.path();
      if (path != null) {
        files.add(path);
      }
    }
    return files;
  }

  private static <C extends ManagedConnection<?>, S extends ConnectionConfiguration>
      @Nullable ConnectionPlan<C, S> bind(
          ConfiguredConnection connection, RegisteredType<C, S> type) {
    List<S> bound = new ArrayList<>();
    for (ConfiguredEndpoint endpoint : connection.endpoints()) {
      S configuration = type.binder().bind(endpoint.node());
      if (configuration != null) {
        bound.add(configuration);
      }
    }
    if (bound.isEmpty() || bound.size() < connection.endpoints().size()) {
      return null;
    }
    List<EndpointContext<S>> endpoints = new ArrayList<>();
    for (int i = 0; i < bound.size(); i++) {
      endpoints.add(
          new EndpointContext<>(
              connection.endpoints().get(i).name(), bound.get(i), connection.settings(), bound));
    }
    return new ConnectionPlan<>(
        type, connection.settings(), endpoints, connection.secretsFingerprint());
  }

  /** Only what can never be: a handle may turn out to be more than its type promises. */
  private void reportWrongClass(ConfiguredConnection connection, RegisteredType<?, ?> type) {
    for (ConnectionKey<?> key : required) {
      if (key.name().equals(connection.name())) {
        Class<?> promised = type.descriptor().connectionClass();
        if (!key.connectionClass().isAssignableFrom(promised)
            && !promised.isAssignableFrom(key.connectionClass())) {
          connection
              .node()
              .violation(
                  ConnectionDirectory.wrongClass(type.descriptor(), key.connectionClass()),
                  null,
                  null);
        }
      }
    }
  }
}
