package dev.connections.benchmarks;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;

/** Descriptors for look-ups. */
final class Descriptors {

  private Descriptors() {}

  /** So many of them, whose ids are that far apart. */
  static ConnectionTypeDescriptor<?, ?>[] make(int types, int step) {
    ConnectionTypeDescriptor<?, ?>[] made = new ConnectionTypeDescriptor<?, ?>[types];
    for (int i = 0; i < types; i++) {
      made[i] =
          ConnectionTypeDescriptor.<ManagedConnection<?>, ConnectionConfiguration>builder(
                  (i + 1) * step, name(i), "Category" + i % 10)
              .build(new NoClasses());
    }
    return made;
  }

  static String name(int index) {
    return "Type" + index;
  }

  private static final class NoClasses implements ConnectionTypeDescriptor.Classes {
    @Override
    public Class<?> connectionClass(int id) {
      throw new UnsupportedOperationException("look-ups load no classes");
    }

    @Override
    public Class<?> configurationClass(int id) {
      throw new UnsupportedOperationException("look-ups load no classes");
    }
  }
}
