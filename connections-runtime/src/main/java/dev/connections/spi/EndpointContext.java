package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.spi.settings.ConnectionSettings;

/**
 * What one endpoint of a connection is made from. Immutable.
 *
 * @param name its name among the endpoints of the connection; {@code primary} where there is one
 *     only
 * @param configuration the settings of its type: the connection's own, and those that differ for
 *     this endpoint
 * @param settings the settings that all types have
 * @param <S> the configuration record
 */
public record EndpointContext<S extends ConnectionConfiguration>(
    String name, S configuration, ConnectionSettings settings) {}
