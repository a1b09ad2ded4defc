package dev.connections.testing;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import org.jspecify.annotations.Nullable;

/** A connection of an in-memory provider, with what it can be asked for by. */
record InMemoryEntry(
    String name,
    ManagedConnection<?> connection,
    @Nullable Integer id,
    @Nullable ConnectionConfiguration configuration) {

  InMemoryEntry withId(int id) {
    return new InMemoryEntry(name, connection, id, configuration);
  }

  InMemoryEntry withConfiguration(ConnectionConfiguration configuration) {
    return new InMemoryEntry(name, connection, id, configuration);
  }

  <C extends ManagedConnection<?>> C as(Class<C> connectionClass) {
    if (!connectionClass.isInstance(connection)) {
      throw rejection(name, wrongClass(connectionClass));
    }
    return connectionClass.cast(connection);
  }

  String wrongClass(Class<?> asked) {
    return "it is of type "
        + connection.type()
        + ", a "
        + connection.getClass().getName()
        + ", but was asked for as a "
        + asked.getName();
  }

  /** A fake of no type in particular can stand for any type whose class it is an instance of. */
  boolean isOf(ConnectionTypeDescriptor<?, ?> type) {
    return connection.type() == type
        || (connection.type() == FakeManagedConnection.TYPE
            && type.connectionClass().isInstance(connection));
  }

  ConnectionConfiguration settings() {
    if (configuration == null) {
      throw rejection(name, "no settings were given for it in this test");
    }
    return configuration;
  }

  static ConnectionConfigurationException rejection(String subject, String problem) {
    return new ConnectionConfigurationException(Diagnosis.of(subject, problem).build(), null);
  }
}
