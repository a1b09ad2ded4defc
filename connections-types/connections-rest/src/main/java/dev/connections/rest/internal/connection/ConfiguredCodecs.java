package dev.connections.rest.internal.connection;

import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.rest.RestConfiguration;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonLibrary;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the setting {@code json} stands for, one codec a library. Thread-safe. */
final class ConfiguredCodecs {

  private static final JsonLibrary DEFAULT = JsonLibrary.JACKSON;

  private final Map<JsonLibrary, SelectedCodec> codecs = new EnumMap<>(JsonLibrary.class);

  ConfiguredCodecs() {
    for (JsonLibrary library : JsonLibrary.values()) {
      codecs.put(library, new SelectedCodec(library));
    }
  }

  /**
   * The codec of a connection. That a library is missing is told now if the setting names it;
   * otherwise the connection may well need no JSON.
   *
   * @throws ConnectionConfigurationException if the library that is named is not there
   */
  Supplier<JsonCodec> codec(ConnectionContext<RestConfiguration> context) {
    JsonLibrary named = context.configuration().json().orElse(null);
    SelectedCodec codec = codec(named == null ? DEFAULT : named);
    if (named != null) {
      try {
        JsonCodec unused = codec.get();
      } catch (IllegalStateException missing) {
        throw rejection(context.name(), "json is " + named + ". " + missing.getMessage(), missing);
      }
    }
    return codec;
  }

  @SuppressWarnings("NullAway") // there is one for each
  private SelectedCodec codec(JsonLibrary library) {
    return codecs.get(library);
  }

  /**
   * An endpoint, as it is. A request is written before it is known where it goes, so all endpoints
   * have one codec, also after a reload.
   *
   * @throws ConnectionConfigurationException if its settings name another library
   */
  static EndpointContext<RestConfiguration> same(
      ConnectionContext<RestConfiguration> connection,
      EndpointContext<RestConfiguration> endpoint) {
    JsonLibrary current = connection.configuration().json().orElse(DEFAULT);
    JsonLibrary next = endpoint.configuration().json().orElse(DEFAULT);
    if (next != current) {
      throw rejection(
          connection.name(),
          "json is "
              + next
              + " for the endpoint "
              + endpoint.name()
              + ", but the connection uses "
              + current
              + ". It must be the same for all endpoints, and changes with a restart only",
          null);
    }
    return endpoint;
  }

  private static ConnectionConfigurationException rejection(
      String connection, String problem, @Nullable Throwable cause) {
    return new ConnectionConfigurationException(Diagnosis.of(connection, problem).build(), cause);
  }
}
