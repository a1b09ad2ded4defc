package dev.connections.spi;

import dev.connections.ConnectionTypeDescriptor;
import java.util.List;

/**
 * The types of one registry with what makes them work. Generated; a provider takes any number.
 * Thread-safe. Asking for one type loads the classes of that type only.
 */
public interface ConnectionTypeSource {

  /** The types, by id. */
  List<ConnectionTypeDescriptor<?, ?>> types();

  /** The factory of a type; the same object every time. */
  ConnectionFactory<?, ?> factory(ConnectionTypeDescriptor<?, ?> type);

  /** What binds the configuration of a type. */
  ConfigurationBinder<?> binder(ConnectionTypeDescriptor<?, ?> type);
}
