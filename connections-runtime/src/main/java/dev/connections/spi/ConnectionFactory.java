package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;

/**
 * Makes the handles of one connection type. Made once for each provider; thread-safe. Its
 * constructor's parameters are its dependencies.
 *
 * @param <C> the connection users hold
 * @param <S> the configuration record
 */
public interface ConnectionFactory<
    C extends ManagedConnection<?>, S extends ConnectionConfiguration> {

  /**
   * Makes the handle of one named connection. Does no I/O: opening is the handle's business, when
   * it is used. Calls {@link ConnectionContext#core(EndpointFactory)} exactly once, which the two
   * bases do.
   */
  C create(ConnectionContext<S> context);
}
