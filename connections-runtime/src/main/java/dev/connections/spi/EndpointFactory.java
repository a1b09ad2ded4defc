package dev.connections.spi;

import dev.connections.ConnectionConfiguration;

/**
 * Makes the endpoints of a connection: one for each that is configured, and new ones when its
 * configuration is replaced. Thread-safe.
 *
 * @param <S> the configuration record
 * @param <E> the endpoint
 */
@FunctionalInterface
public interface EndpointFactory<S extends ConnectionConfiguration, E extends Endpoint> {

  /**
   * Makes an endpoint; does no I/O.
   *
   * @throws RuntimeException if the settings contradict each other; nothing is replaced then
   */
  E create(EndpointContext<S> context);
}
