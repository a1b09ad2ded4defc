package dev.connections.rest;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.spi.Binders;
import dev.connections.spi.ConfigurationNode;
import dev.connections.spi.ObjectReader;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the processor generates, by hand. */
final class HandWrittenTypes {

  static final ConnectionTypeDescriptor<RestConnection, RestConfiguration> REST =
      ConnectionTypeDescriptor.<RestConnection, RestConfiguration>builder(20, "Rest", "Rest")
          .build(
              new ConnectionTypeDescriptor.Classes() {
                @Override
                public Class<?> connectionClass(int id) {
                  return RestConnection.class;
                }

                @Override
                public Class<?> configurationClass(int id) {
                  return RestConfiguration.class;
                }
              });

  private HandWrittenTypes() {}

  static void register(ConnectionProviderBuilder builder) {
    builder.register(REST, new RestConnectionFactory(), HandWrittenTypes::bind);
  }

  private static @Nullable RestConfiguration bind(ConfigurationNode node) {
    ObjectReader reader =
        node.object(
            "url", "headers", "bearerToken", "apiKey", "apiKeyHeader", "healthPath", "http");
    URI url = reader.required("url", Binders.uri());
    Map<String, String> headers = reader.map("headers", Binders.string());
    var bearerToken = reader.optional("bearerToken", Binders.secret());
    var apiKey = reader.optional("apiKey", Binders.secret());
    String apiKeyHeader = reader.withDefault("apiKeyHeader", Binders.string(), "X-Api-Key");
    var healthPath = reader.optional("healthPath", Binders.string());
    RestHttpSettings http = reader.nested("http", HandWrittenTypes::bindHttp);
    if (!reader.isComplete() || url == null || apiKeyHeader == null || http == null) {
      return null;
    }
    try {
      return new RestConfiguration(
          url, headers, bearerToken, apiKey, apiKeyHeader, healthPath, http);
    } catch (IllegalArgumentException refusal) {
      reader.refused(refusal);
      return null;
    }
  }

  private static @Nullable RestHttpSettings bindHttp(ConfigurationNode node) {
    ObjectReader reader = node.object("maxResponseBytes", "followRedirects");
    Integer maxResponseBytes =
        reader.withDefault("maxResponseBytes", Binders.integer(), "16777216");
    Boolean followRedirects = reader.withDefault("followRedirects", Binders.bool(), "true");
    RestHttpSettings defaults = RestHttpSettings.DEFAULT;
    return !reader.isComplete() || maxResponseBytes == null || followRedirects == null
        ? null
        : new RestHttpSettings(
            defaults.readTimeout(),
            defaults.writeTimeout(),
            defaults.maxIdleConnections(),
            defaults.keepAlive(),
            followRedirects,
            maxResponseBytes);
  }
}
