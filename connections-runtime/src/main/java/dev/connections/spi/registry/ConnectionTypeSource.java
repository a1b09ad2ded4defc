package dev.connections.spi.registry;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
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

  /**
   * The id under which this registry lists a type: the type's own, unless the application gave it
   * another one because two libraries use the same.
   *
   * @param type one that this source lists
   */
  default int id(ConnectionTypeDescriptor<?, ?> type) {
    return type.id();
  }

  /**
   * The canonical names of the registries behind this source: first its own, then all that it
   * includes, directly or through others, each once. Empty by default, for sources that no registry
   * is behind. The {@linkplain dev.connections.DriftCheck drift check} compares them with the
   * libraries that are there.
   */
  default List<String> registries() {
    return List.of();
  }
}
