package lib;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.annotations.GeneratedRegistry;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.registry.ConnectionTypeSource;
import dev.connections.spi.registry.TypeTable;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import javax.annotation.processing.Generated;
import lib.internal.LibTypesEntry;
import org.jspecify.annotations.Nullable;

/**
 * The connection types of this library, for registries that include it: a constant for each, and lookups. Declared by {@code LibraryRoot}.
 *
 * <p>The classes of a type are loaded when it is used. Lookups allocate nothing; lists
 * are immutable. Thread-safe.
 */
@GeneratedRegistry(
    format = 2,
    generator = "VERSION",
    library = true,
    source = "fa64e3c0",
    parts = "Entries"
)
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class LibTypes {
  static final TypeTable TABLE =
      TypeTable.of(Details.INSTANCE, 2, "5=Frugal 15=Needy");

  /** {@code Frugal} (5). */
  public static final ConnectionTypeDescriptor<LibConnection<String>, LibConfiguration> FRUGAL = (ConnectionTypeDescriptor) LibTypes.TABLE.byId(5);

  /** {@code Needy} (15). */
  public static final ConnectionTypeDescriptor<LibConnection<String>, LibConfiguration> NEEDY = (ConnectionTypeDescriptor) LibTypes.TABLE.byId(15);

  private LibTypes() {}

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
  public static ConnectionTypeSource source(@Named("lib") Provider<Clock> libClock) {
    return Source.of(libClock);
  }

  /** What registries that include this one were compiled against. */
  public static String links() {
    return "Frugal=7c4a703b Needy=e5d8a757 source()=fa64e3c0";
  }

  /** Loads what is known of a type beyond its id and name when asked. */
  private static final class Details implements IntFunction<ConnectionTypeDescriptor.Details> {
    static final Details INSTANCE = new Details();

    @Override
    public ConnectionTypeDescriptor.Details apply(int id) {
      return DetailsPart1.of(id);
    }
  }

  private static final class DetailsPart1 {
    static ConnectionTypeDescriptor.Details of(int id) {
      return switch (id) {
        case 5 -> ConnectionTypeDescriptor.builder(5, "Frugal", "Sql")
            .provider("org.lib")
            .dataStores("Ledger")
            .details(Classes.INSTANCE);
        case 15 -> ConnectionTypeDescriptor.builder(15, "Needy", "Sql")
            .provider("org.lib")
            .dataStores("Ledger", "Archive")
            .priority(-1)
            .details(Classes.INSTANCE);
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }
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
        case 5 -> LibConnection.class;
        case 15 -> LibConnection.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    static Class<?> configurationClass(int id) {
      return switch (id) {
        case 5 -> LibConfiguration.class;
        case 15 -> LibConfiguration.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }
  }

  private static final class Source implements ConnectionTypeSource {
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Integer, ConnectionFactory<?, ?>> factories = new HashMap<>();

    private final Provider<Clock> libClock;

    Source(Provider<Clock> libClock) {
      this.libClock = libClock;
    }

    static ConnectionTypeSource of(Provider<Clock> libClock) {
      return new Source(libClock);
    }

    @Override
    public List<ConnectionTypeDescriptor<?, ?>> types() {
      return all();
    }

    @Override
    public List<String> registries() {
      return List.of("lib.LibTypes");
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
        case 5 -> LibTypesEntry.frugalFactory();
        case 15 -> LibTypesEntry.needyFactory(libClock);
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    private static ConfigurationBinder<?> newBinder(int id) {
      return switch (id) {
        case 5 -> new LibConfigurationBinder();
        case 15 -> new LibConfigurationBinder();
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    private static IllegalArgumentException unknown(ConnectionTypeDescriptor<?, ?> type) {
      return new IllegalArgumentException("'" + type + "' is not a connection type of lib.LibTypes");
    }
  }

  /** What registries that include this one read of its types. */
  @GeneratedRegistry(
      format = 2,
      generator = "VERSION",
      entries = {
          "id=5\tname=Frugal\tcategory=Sql\tprovider=org.lib\tdataStore=Ledger\tconstant=FRUGAL\tlink=7c4a703b\tdeclaredBy=lib.internal/LibTypesOfAllSorts.FrugalType\tconnection=lib/LibConnection\tconfiguration=lib/LibConfiguration",
          "id=15\tname=Needy\tcategory=Sql\tprovider=org.lib\tdataStore=Ledger\tdataStore=Archive\tpriority=-1\tconstant=NEEDY\tlink=e5d8a757\tdeclaredBy=lib.internal/LibTypesOfAllSorts.NeedyType\tconnection=lib/LibConnection\tconfiguration=lib/LibConfiguration\tdependency=@jakarta.inject.Named(value = \"lib\") java.time.Clock"
      },
      settings = {
          "record=lib/LibConfiguration",
          "setting=url\ttype=string"
      }
  )
  private interface Entries {}
}
