package dev.connections.testing;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;

/** The classes of the type of fakes: anything goes. */
final class FakeClasses implements ConnectionTypeDescriptor.Classes {

  @Override
  public Class<?> connectionClass(int id) {
    return ManagedConnection.class;
  }

  @Override
  public Class<?> configurationClass(int id) {
    return ConnectionConfiguration.class;
  }
}
