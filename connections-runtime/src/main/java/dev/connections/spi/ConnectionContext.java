package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.TimeSource;
import dev.connections.spi.settings.ConnectionSettings;

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
   * The part of the handle that the runtime provides: lifecycle, pipeline, health, events,
   * counters. To be called exactly once.
   *
   * @param endpoints makes what the runtime drives: called at once for every endpoint that is
   *     configured, and again, by other threads, when the configuration is replaced
   */
  <E extends Endpoint> ConnectionCore<E> core(EndpointFactory<S, E> endpoints);
}
