package dev.connections.rest;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;

/** Opens a provider with the REST connection {@code shop}, to a port of this machine. */
final class ShopProvider {

  private ShopProvider() {}

  /**
   * Opens it.
   *
   * @param settings more settings of the connection, each a line of YAML
   */
  static ConnectionProvider open(int port, String... settings) {
    ConnectionProviderBuilder builder =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                    "connections.yaml",
                    """
                    connections:
                      shop:
                        type: Rest
                        url: http://127.0.0.1:%d/api
                        %s
                    """
                        .formatted(port, String.join("\n    ", settings))));
    builder.types(RestConnectionTypes.source());
    return builder.open();
  }
}
