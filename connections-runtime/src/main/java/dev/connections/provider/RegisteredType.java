package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.registry.ConnectionTypeSource;

/**
 * A connection type with the source that knows its factory and binder. Asking for those loads the
 * classes of the type; holding this does not.
 */
record RegisteredType<C extends ManagedConnection<?>, S extends ConnectionConfiguration>(
    ConnectionTypeDescriptor<C, S> descriptor, ConnectionTypeSource source) {

  /** The id under which the source lists the type. */
  int id() {
    return source.id(descriptor);
  }

  @SuppressWarnings("unchecked") // a source gives what belongs to the descriptor it listed
  ConnectionFactory<C, S> factory() {
    return (ConnectionFactory<C, S>) source.factory(descriptor);
  }

  @SuppressWarnings("unchecked") // as above
  ConfigurationBinder<S> binder() {
    return (ConfigurationBinder<S>) source.binder(descriptor);
  }
}
