package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.List;

/**
 * What one endpoint of a connection is made from. Immutable.
 *
 * @param name its name among the endpoints of the connection; {@code primary} where there is one
 *     only
 * @param configuration the settings of its type: the connection's own, and those that differ for
 *     this endpoint
 * @param settings the settings that all types have
 * @param allEndpoints the settings of the type of all the connection's endpoints, this one's among
 *     them, in order of preference
 * @param <S> the configuration record
 */
public record EndpointContext<S extends ConnectionConfiguration>(
    String name, S configuration, ConnectionSettings settings, List<S> allEndpoints) {

  /** Copies the list. */
  public EndpointContext {
    allEndpoints = List.copyOf(allEndpoints);
  }

  /** The only endpoint of a connection. */
  public EndpointContext(String name, S configuration, ConnectionSettings settings) {
    this(name, configuration, settings, List.of(configuration));
  }
}
