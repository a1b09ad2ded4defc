package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionListener;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeSource;
import java.util.Collection;

/** Gathers what a provider is opened with. Not thread-safe. */
public final class ConnectionProviderBuilder {

  ConnectionProviderBuilder() {}

  /** Where the configuration comes from. Required. */
  public ConnectionProviderBuilder configuration(ConnectionsConfiguration configuration) {
    return this;
  }

  /** The types of a registry. May be called any number of times. */
  public ConnectionProviderBuilder types(ConnectionTypeSource types) {
    return this;
  }

  /** A type that is known only at run time. */
  public <C extends ManagedConnection<?>, S extends ConnectionConfiguration>
      ConnectionProviderBuilder register(
          ConnectionTypeDescriptor<C, S> type,
          ConnectionFactory<C, S> factory,
          ConfigurationBinder<S> binder) {
    return this;
  }

  /** Connections that must be configured, with what they must be. */
  public ConnectionProviderBuilder require(Collection<? extends ConnectionKey<?>> keys) {
    return this;
  }

  /** A listener that hears everything from the first event on. */
  public ConnectionProviderBuilder listener(ConnectionListener listener) {
    return this;
  }

  /** Where time comes from; the system's clocks by default. */
  public ConnectionProviderBuilder time(TimeSource time) {
    return this;
  }

  /**
   * Reads the configuration, makes all handles and opens those that are to be open at start.
   *
   * @throws dev.connections.ConnectionConfigurationException with everything that is wrong
   * @throws dev.connections.ConnectionException with a table of every connection that must be open
   *     at start and could not be opened
   */
  public ConnectionProvider open() {
    throw new IllegalStateException("The provider is being built on branch 'provider'");
  }
}
