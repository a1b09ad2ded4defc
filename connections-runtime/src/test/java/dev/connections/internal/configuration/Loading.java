package dev.connections.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.internal.configuration.StoreBinder.Store;
import dev.connections.internal.configuration.node.EffectiveSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes the steps of a provider with one known type, {@code Store}. What it loads, it also has the
 * schema of that type judge.
 */
public final class Loading {

  private final LoadedConfiguration loaded;
  private final Map<String, @Nullable Store> stores = new LinkedHashMap<>();

  private Loading(ConnectionsConfiguration recipe) {
    loaded = ConfigurationLoader.load(recipe);
    for (ConfiguredConnection connection : loaded.connections()) {
      if (connection.typeName().equals("Store")) {
        bind(connection);
      } else {
        connection.reportUnknownType(List.of("Store", "Rest", "Redis"));
      }
    }
  }

  private void bind(ConfiguredConnection connection) {
    for (ConfiguredEndpoint endpoint : connection.endpoints()) {
      Store store = new StoreBinder().bind(endpoint.node());
      stores.putIfAbsent(connection.name(), store);
      stores.put(connection.name() + "/" + endpoint.name(), store);
    }
  }

  public static ConnectionsConfiguration text(String... lines) {
    return ConnectionsConfiguration.ofText("connections.yaml", String.join("\n", lines));
  }

  /** Loads what must be right. */
  public static Loading of(ConnectionsConfiguration recipe) {
    Loading loading = new Loading(recipe);
    try {
      loading.loaded.finish();
    } catch (ConnectionConfigurationException refused) {
      StoreSchema.agrees(recipe, lines(refused));
      throw refused;
    }
    StoreSchema.agrees(recipe, List.of());
    return loading;
  }

  /** Loads what must be wrong; the lines after the first of the message. */
  static List<String> violations(ConnectionsConfiguration recipe) {
    return lines(failure(recipe));
  }

  static ConnectionConfigurationException failure(ConnectionsConfiguration recipe) {
    ConnectionConfigurationException failure =
        catchThrowableOfType(
            ConnectionConfigurationException.class, () -> new Loading(recipe).loaded.finish());
    assertThat(failure).as("the configuration is refused").isNotNull();
    StoreSchema.agrees(recipe, lines(failure));
    return failure;
  }

  private static List<String> lines(ConnectionConfigurationException failure) {
    return failure.diagnosis().problem().lines().skip(1).map(String::strip).toList();
  }

  /** What was bound for the first endpoint of a connection, or for {@code connection/endpoint}. */
  public Store store(String name) {
    Store store = stores.get(name);
    if (store == null) {
      throw new AssertionError("No store was bound for " + name);
    }
    return store;
  }

  public ConfiguredConnection connection(String name) {
    return loaded.connections().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  List<String> names() {
    return loaded.connections().stream().map(ConfiguredConnection::name).toList();
  }

  LoadedConfiguration loaded() {
    return loaded;
  }

  /** Lines such as {@code connections.orders-db.mode = READ_WRITE (default)}. */
  List<String> effective() {
    return loaded.effective().stream().map(EffectiveSetting::toString).toList();
  }
}
