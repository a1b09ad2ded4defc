package shop;

import acme.AcmeConnection;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.annotations.GeneratedRegistry;
import dev.connections.provider.Connections;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeSource;
import dev.connections.spi.TypeTable;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The connection types of this application: a constant for each, and look-ups. Asked for by {@code OldConnections}.
 *
 * <p>The classes of a type are loaded when it is used. Look-ups allocate nothing; lists
 * are immutable. Thread-safe.
 */
@GeneratedRegistry(
    format = 2,
    generator = "0.1.0-SNAPSHOT",
    source = "1ff4b799",
    parts = "Entries"
)
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class ConnectionTypes {
  /** {@code Old} (1). */
  public static final ConnectionTypeDescriptor<AcmeConnection, OldConfiguration> OLD =
      ConnectionTypeDescriptor.<AcmeConnection, OldConfiguration>builder(1, "Old", "Other")
          .build(Classes.INSTANCE);

  private static final TypeTable TABLE =
      TypeTable.of(ConnectionTypes.OLD);

  private ConnectionTypes() {}

  /** All types, by id. */
  public static List<ConnectionTypeDescriptor<?, ?>> all() {
    return TABLE.all();
  }

  /** The type with this id; null if there is none. */
  public static @Nullable ConnectionTypeDescriptor<?, ?> getById(int id) {
    return TABLE.byId(id);
  }

  /** The type with exactly this name; null if there is none. */
  public static @Nullable ConnectionTypeDescriptor<?, ?> getByName(String name) {
    return TABLE.byName(name);
  }

  /** The types of a category, by id; empty if there is none. */
  public static List<ConnectionTypeDescriptor<?, ?>> getByCategory(String category) {
    return TABLE.byCategory(category);
  }

  /**
   * The types for a data store, the greatest priority first, then by id; empty if there is none.
   */
  public static List<ConnectionTypeDescriptor<?, ?>> getByDataStore(String dataStore) {
    return TABLE.byDataStore(dataStore);
  }

  /** The types that a library is behind, by id; empty if there is none. */
  public static List<ConnectionTypeDescriptor<?, ?>> getByProvider(String provider) {
    return TABLE.byProvider(provider);
  }

  /** What a provider needs to open connections of these types. */
  public static ConnectionTypeSource source(Provider<List> list) {
    return Source.of(list);
  }

  /** What registries that include this one were compiled against. */
  public static String links() {
    return "Old=820a987e source()=1ff4b799";
  }

  /** Opens what a YAML or JSON file configures. The caller closes the provider. */
  public static ConnectionProvider open(Path file, List list) {
    return open(ConnectionsConfiguration.of(file), list);
  }

  /** Opens what is configured. The caller closes the provider. */
  public static ConnectionProvider open(ConnectionsConfiguration configuration, List list) {
    return Connections.builder()
        .configuration(configuration)
        .types(source(() -> list))
        .open();
  }

  /** Loads the classes of a type when asked. */
  static final class Classes implements ConnectionTypeDescriptor.Classes {
    static final Classes INSTANCE = new Classes();

    @Override
    public Class<?> connectionClass(int id) {
      return ClassLiterals.connectionClass(id);
    }

    @Override
    public Class<?> configurationClass(int id) {
      return ClassLiterals.configurationClass(id);
    }
  }

  private static final class ClassLiterals {
    static Class<?> connectionClass(int id) {
      return switch (id) {
        case 1 -> AcmeConnection.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    static Class<?> configurationClass(int id) {
      return switch (id) {
        case 1 -> OldConfiguration.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }
  }

  private static final class Source implements ConnectionTypeSource {
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Integer, ConnectionFactory<?, ?>> factories = new HashMap<>();

    private final Provider<List> list;

    Source(Provider<List> list) {
      this.list = list;
    }

    static ConnectionTypeSource of(Provider<List> list) {
      return new Source(list);
    }

    @Override
    public List<ConnectionTypeDescriptor<?, ?>> types() {
      return all();
    }

    @Override
    public List<String> registries() {
      return List.of("shop.ConnectionTypes");
    }

    @Override
    public ConnectionFactory<?, ?> factory(ConnectionTypeDescriptor<?, ?> type) {
      if (getByName(type.name()) != type) {
        throw unknown(type);
      }
      lock.lock();
      try {
        ConnectionFactory<?, ?> factory = factories.get(type.id());
        if (factory == null) {
          factory = newFactory(type.id());
          factories.put(type.id(), factory);
        }
        return factory;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public ConfigurationBinder<?> binder(ConnectionTypeDescriptor<?, ?> type) {
      if (getByName(type.name()) != type) {
        throw unknown(type);
      }
      return newBinder(type.id());
    }

    private ConnectionFactory<?, ?> newFactory(int id) {
      return switch (id) {
        case 1 -> new OldType.Factory(list.get());
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    private static ConfigurationBinder<?> newBinder(int id) {
      return switch (id) {
        case 1 -> new OldConfigurationBinder();
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    private static IllegalArgumentException unknown(ConnectionTypeDescriptor<?, ?> type) {
      return new IllegalArgumentException("'" + type + "' is not a connection type of shop.ConnectionTypes");
    }
  }

  /** What registries that include this one read of its types. */
  @GeneratedRegistry(
      format = 2,
      generator = "0.1.0-SNAPSHOT",
      entries = "id=1\tname=Old\tcategory=Other\tconstant=OLD\tlink=820a987e\tdeclaredBy=shop/OldType\tconnection=acme/AcmeConnection\tconfiguration=shop/OldConfiguration\tdependency=java.util.List"
  )
  private interface Entries {}
}
