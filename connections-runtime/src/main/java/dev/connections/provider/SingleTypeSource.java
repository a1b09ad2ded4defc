package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.registry.ConnectionTypeSource;
import java.util.List;

/** The source of one type that was registered at run time. */
record SingleTypeSource<C extends ManagedConnection<?>, S extends ConnectionConfiguration>(
    ConnectionTypeDescriptor<C, S> type,
    ConnectionFactory<C, S> factory,
    ConfigurationBinder<S> binder)
    implements ConnectionTypeSource {

  @Override
  public List<ConnectionTypeDescriptor<?, ?>> types() {
    return List.of(type);
  }

  @Override
  public ConnectionFactory<?, ?> factory(ConnectionTypeDescriptor<?, ?> type) {
    return factory;
  }

  @Override
  public ConfigurationBinder<?> binder(ConnectionTypeDescriptor<?, ?> type) {
    return binder;
  }

  @Override
  public String toString() {
    return "a registration at run time";
  }
}
