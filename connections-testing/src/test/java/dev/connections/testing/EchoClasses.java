package dev.connections.testing;

import dev.connections.ConnectionTypeDescriptor;

/** The classes of a type that talks to an echo server. */
record EchoClasses(Class<?> connectionClass) implements ConnectionTypeDescriptor.Classes {

  @Override
  public Class<?> connectionClass(int id) {
    return connectionClass;
  }

  @Override
  public Class<?> configurationClass(int id) {
    return EchoSettings.class;
  }
}
