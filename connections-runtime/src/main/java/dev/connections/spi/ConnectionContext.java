package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.function.Supplier;

/**
 * What a factory is given to make the handle of one named connection. Implemented by the runtime.
 *
 * @param <S> the configuration record
 */
public interface ConnectionContext<S extends ConnectionConfiguration> {

  /** The connection's name. */
  String name();

  /** Its type. */
  ConnectionTypeDescriptor<?, ?> type();

  /** The settings of its type, at first; those of the first endpoint where there are several. */
  S configuration();

  /** The settings that all types have. */
  ConnectionSettings settings();

  /** Where time comes from. */
  TimeSource time();

  /** Removes this provider's secrets from texts. */
  Redactor redactor();

  /**
   * Another connection of the same provider, which this one uses, such as the one that its tokens
   * come from. May be called at any time, such as when an endpoint is made from new settings. The
   * other one is opened when it is used, and is drained and closed after this one.
   *
   * <p>While the factories run, no connection can be had yet: the name and the class are checked
   * once all are made, and what is wrong keeps the provider from opening; so does a circle of
   * connections that use each other.
   *
   * @param name its name in the configuration
   * @param connectionClass what it must be
   * @return gives the connection, from when the provider is made
   * @throws dev.connections.failure.ConnectionConfigurationException after the provider was made,
   *     if there is no such connection
   */
  <C extends ManagedConnection<?>> Supplier<C> connection(String name, Class<C> connectionClass);

  /**
   * The part of the handle that the runtime provides: lifecycle, pipeline, health, events,
   * counters. To be called exactly once.
   *
   * @param endpoints makes what the runtime drives: called at once for every endpoint that is
   *     configured, and again, by other threads, when the configuration is replaced
   */
  <E extends Endpoint> ConnectionCore<E> core(EndpointFactory<S, E> endpoints);
}
