package shop;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.annotations.GeneratedRegistry;
import dev.connections.provider.Connections;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.registry.ConnectionTypeSource;
import dev.connections.spi.registry.RegistryLinks;
import dev.connections.spi.registry.TypeTable;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import javax.annotation.processing.Generated;
import lib.LibConfiguration;
import lib.LibConnection;
import lib.LibTypes;
import org.jspecify.annotations.Nullable;

/**
 * The connection types of this application: a constant for each, and lookups. Declared by {@code App}.
 *
 * <p>The classes of a type are loaded when it is used. Lookups allocate nothing; lists
 * are immutable. Thread-safe.
 */
@GeneratedRegistry(
    format = 2,
    generator = "VERSION",
    includes = "lib.LibTypes",
    source = "8c3d4c8c",
    parts = "Entries"
)
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class ConnectionTypes {
  private static final boolean LINKED_TO_LIB_TYPES =
      RegistryLinks.check(
          "shop.ConnectionTypes",
          "lib.LibTypes",
          LibTypes.links(),
          "Frugal=7c4a703b Needy=e5d8a757 source()=fa64e3c0");

  static final TypeTable TABLE =
      TypeTable.of(Details.INSTANCE, 3, "5=* 10=Shop 15=*",
      LibTypes.FRUGAL,
      LibTypes.NEEDY);

  /** {@code Frugal} (5). */
  public static final ConnectionTypeDescriptor<LibConnection<String>, LibConfiguration> FRUGAL = LibTypes.FRUGAL;

  /** {@code Shop} (10). */
  public static final ConnectionTypeDescriptor<LibConnection<String>, ShopConfiguration> SHOP = (ConnectionTypeDescriptor) ConnectionTypes.TABLE.byId(10);

  /** {@code Needy} (15). */
  public static final ConnectionTypeDescriptor<LibConnection<String>, LibConfiguration> NEEDY = LibTypes.NEEDY;

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
  public static ConnectionTypeSource source(Provider<Clock> clock,
      @Named("lib") Provider<Clock> libClock) {
    return Source.of(clock, libClock);
  }

  /** What registries that include this one were compiled against. */
  public static String links() {
    return "Frugal=7c4a703b Needy=e5d8a757 Shop=05f21592 source()=8c3d4c8c";
  }

  /** Opens what a YAML or JSON file configures. The caller closes the provider. */
  public static ConnectionProvider open(Path file, Clock clock, Clock libClock) {
    return open(ConnectionsConfiguration.of(file), clock, libClock);
  }

  /** Opens what is configured. The caller closes the provider. */
  public static ConnectionProvider open(ConnectionsConfiguration configuration, Clock clock,
      Clock libClock) {
    return Connections.builder()
        .configuration(configuration)
        .types(source(() -> clock, () -> libClock))
        .open();
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
        case 10 -> ConnectionTypeDescriptor.builder(10, "Shop", "Sql")
            .dataStores("Ledger")
            .priority(3)
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
        case 10 -> LibConnection.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    static Class<?> configurationClass(int id) {
      return switch (id) {
        case 10 -> ShopConfiguration.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }
  }

  private static final class Source implements ConnectionTypeSource {
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Integer, ConnectionFactory<?, ?>> factories = new HashMap<>();

    private final Provider<Clock> clock;

    private final ConnectionTypeSource libTypes;

    Source(Provider<Clock> clock, Provider<Clock> libClock) {
      this.clock = clock;
      this.libTypes = LibTypes.source(libClock);
    }

    static ConnectionTypeSource of(Provider<Clock> clock, Provider<Clock> libClock) {
      return new Source(clock, libClock);
    }

    @Override
    public List<ConnectionTypeDescriptor<?, ?>> types() {
      return all();
    }

    @Override
    public List<String> registries() {
      return List.of("shop.ConnectionTypes", "lib.LibTypes");
    }

    @Override
    public ConnectionFactory<?, ?> factory(ConnectionTypeDescriptor<?, ?> type) {
      if (getByName(type.name()) != type) {
        throw unknown(type);
      }
      if (LibTypes.getByName(type.name()) == type) {
        return libTypes.factory(type);
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
      if (LibTypes.getByName(type.name()) == type) {
        return libTypes.binder(type);
      }
      return newBinder(type.id());
    }

    private ConnectionFactory<?, ?> newFactory(int id) {
      return switch (id) {
        case 10 -> new ShopTypes.ShopFactory(clock.get());
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    private static ConfigurationBinder<?> newBinder(int id) {
      return switch (id) {
        case 10 -> new ShopConfigurationBinder();
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
      generator = "VERSION",
      entries = {
          "id=5\tname=Frugal\tcategory=Sql\tprovider=org.lib\tdataStore=Ledger\tconstant=FRUGAL\tlink=7c4a703b\tdeclaredBy=lib.internal/LibTypesOfAllSorts.FrugalType\tconnection=lib/LibConnection\tconfiguration=lib/LibConfiguration",
          "id=10\tname=Shop\tcategory=Sql\tdataStore=Ledger\tpriority=3\tconstant=SHOP\tlink=05f21592\tdeclaredBy=shop/ShopTypes.ShopType\tconnection=lib/LibConnection\tconfiguration=shop/ShopConfiguration\tdependency=java.time.Clock",
          "id=15\tname=Needy\tcategory=Sql\tprovider=org.lib\tdataStore=Ledger\tdataStore=Archive\tpriority=-1\tconstant=NEEDY\tlink=e5d8a757\tdeclaredBy=lib.internal/LibTypesOfAllSorts.NeedyType\tconnection=lib/LibConnection\tconfiguration=lib/LibConfiguration\tdependency=@jakarta.inject.Named(value = \"lib\") java.time.Clock"
      }
  )
  private interface Entries {}
}
