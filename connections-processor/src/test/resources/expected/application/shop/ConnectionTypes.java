package shop;

import acme.AcmeConfiguration;
import acme.AcmeConfigurationBinder;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.GeneratedRegistry;
import dev.connections.provider.Connections;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.registry.ConnectionTypeSource;
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
import org.jspecify.annotations.Nullable;
import shop.internal.ConnectionTypesEntry;

/**
 * The connection types of this application: a constant for each, and lookups. Declared by {@code App}.
 *
 * <p>The classes of a type are loaded when it is used. Lookups allocate nothing; lists
 * are immutable. Thread-safe.
 */
@GeneratedRegistry(
    format = 2,
    generator = "VERSION",
    source = "4c882112",
    parts = "Entries"
)
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class ConnectionTypes {
  static final TypeTable TABLE =
      TypeTable.of(Details.INSTANCE, 2, "10=ClockedDb 20=Plain");

  /** {@code ClockedDb} (10): Tells the time from &lt;table&gt; &amp; more. */
  public static final ConnectionTypeDescriptor<AcmeConnection, AcmeConfiguration> CLOCKED_DB = (ConnectionTypeDescriptor) ConnectionTypes.TABLE.byId(10);

  /** {@code Plain} (20): Talks to a plain system. */
  public static final ConnectionTypeDescriptor<AcmeConnection, AcmeConfiguration> PLAIN = (ConnectionTypeDescriptor) ConnectionTypes.TABLE.byId(20);

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
      @Named("audit") Provider<Clock> auditClock, Provider<List<String>> list) {
    return Source.of(clock, auditClock, list);
  }

  /** What registries that include this one were compiled against. */
  public static String links() {
    return "ClockedDb=a988881c Plain=40fe6b2d source()=4c882112";
  }

  /** Opens what a YAML or JSON file configures. The caller closes the provider. */
  public static ConnectionProvider open(Path file, Clock clock, Clock auditClock,
      List<String> list) {
    return open(ConnectionsConfiguration.of(file), clock, auditClock, list);
  }

  /** Opens what is configured. The caller closes the provider. */
  public static ConnectionProvider open(ConnectionsConfiguration configuration, Clock clock,
      Clock auditClock, List<String> list) {
    return Connections.builder()
        .configuration(configuration)
        .types(source(() -> clock, () -> auditClock, () -> list))
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
        case 10 -> ConnectionTypeDescriptor.builder(10, "ClockedDb", "Sql")
            .description("Tells the time from <table> & more.")
            .provider("com.acme")
            .dataStores("ClockedDb", "OldClockedDb")
            .modes(ConnectionMode.READ_WRITE, ConnectionMode.BULK)
            .features(ConnectionFeature.TRANSACTIONS)
            .priority(5)
            .closeLast()
            .details(Classes.INSTANCE);
        case 20 -> ConnectionTypeDescriptor.builder(20, "Plain", "Other")
            .description("Talks to a plain system.")
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
        case 10 -> AcmeConnection.class;
        case 20 -> AcmeConnection.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    static Class<?> configurationClass(int id) {
      return switch (id) {
        case 10 -> AcmeConfiguration.class;
        case 20 -> AcmeConfiguration.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }
  }

  private static final class Source implements ConnectionTypeSource {
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Integer, ConnectionFactory<?, ?>> factories = new HashMap<>();

    private final Provider<Clock> clock;

    private final Provider<Clock> auditClock;

    private final Provider<List<String>> list;

    Source(Provider<Clock> clock, Provider<Clock> auditClock, Provider<List<String>> list) {
      this.clock = clock;
      this.auditClock = auditClock;
      this.list = list;
    }

    static ConnectionTypeSource of(Provider<Clock> clock, Provider<Clock> auditClock,
        Provider<List<String>> list) {
      return new Source(clock, auditClock, list);
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
        case 10 -> ConnectionTypesEntry.clockedDbFactory(clock, auditClock, list);
        case 20 -> new AcmeConnectionFactory();
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    private static ConfigurationBinder<?> newBinder(int id) {
      return switch (id) {
        case 10 -> new AcmeConfigurationBinder();
        case 20 -> new AcmeConfigurationBinder();
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
          "id=10\tname=ClockedDb\tcategory=Sql\tdescription=Tells the time from <table> & more.\tprovider=com.acme\tdataStore=ClockedDb\tdataStore=OldClockedDb\tpriority=5\tconstant=CLOCKED_DB\tlink=a988881c\tdeclaredBy=shop.internal/ClockedConnectionType\tconnection=acme/AcmeConnection\tconfiguration=acme/AcmeConfiguration\tdependency=java.time.Clock\tdependency=@jakarta.inject.Named(value = \"audit\") java.time.Clock\tdependency=java.util.List<java.lang.String>",
          "id=20\tname=Plain\tcategory=Other\tdescription=Talks to a plain system.\tconstant=PLAIN\tlink=40fe6b2d\tdeclaredBy=shop/PlainConnectionType\tconnection=acme/AcmeConnection\tconfiguration=acme/AcmeConfiguration"
      }
  )
  private interface Entries {}
}
