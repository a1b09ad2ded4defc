package lib;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.annotations.GeneratedRegistry;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeSource;
import dev.connections.spi.TypeTable;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.annotation.processing.Generated;
import lib.internal.LibTypesOfAllSorts_FrugalTypeEntry;
import lib.internal.LibTypesOfAllSorts_NeedyTypeEntry;
import org.jspecify.annotations.Nullable;

/**
 * The connection types of this library, for registries that include it: a constant for each, and look-ups. Asked for by {@code LibraryRoot}.
 *
 * <p>The classes of a type are loaded when it is used. Look-ups allocate nothing; lists
 * are immutable. Thread-safe.
 */
@GeneratedRegistry(
    format = 2,
    generator = "VERSION",
    library = true,
    source = "fa64e3c0",
    entries = {
        @GeneratedRegistry.Entry(id = 5, name = "Frugal", category = "Sql", provider = "org.lib", dataStores = "Ledger", constant = "FRUGAL", link = "7c4a703b", declaredBy = "lib.internal/LibTypesOfAllSorts.FrugalType", connection = "lib.LibConnection", configuration = "lib.LibConfiguration", settings = @GeneratedSettings(records = {
                        @dev.connections.annotations.GeneratedSettings.SettingsRecord(name = "lib/LibConfiguration", settings = {
                            @dev.connections.annotations.GeneratedSettings.Setting(name = "url", type = {"string"})})})),
        @GeneratedRegistry.Entry(id = 15, name = "Needy", category = "Sql", provider = "org.lib", dataStores = {"Ledger", "Archive"}, priority = -1, constant = "NEEDY", link = "e5d8a757", declaredBy = "lib.internal/LibTypesOfAllSorts.NeedyType", connection = "lib.LibConnection", configuration = "lib.LibConfiguration", dependencies = "@jakarta.inject.Named(value = \"lib\") java.time.Clock", settings = @GeneratedSettings(records = {
                        @dev.connections.annotations.GeneratedSettings.SettingsRecord(name = "lib/LibConfiguration", settings = {
                            @dev.connections.annotations.GeneratedSettings.Setting(name = "url", type = {"string"})})}))
    }
)
@Generated("dev.connections.processor.ConnectionRegistryProcessor")
public final class LibTypes {
  /** {@code Frugal} (5). */
  public static final ConnectionTypeDescriptor<LibConnection<String>, LibConfiguration> FRUGAL =
      ConnectionTypeDescriptor.<LibConnection<String>, LibConfiguration>builder(5, "Frugal", "Sql")
          .provider("org.lib")
          .dataStores("Ledger")
          .build(Classes.INSTANCE);

  /** {@code Needy} (15). */
  public static final ConnectionTypeDescriptor<LibConnection<String>, LibConfiguration> NEEDY =
      ConnectionTypeDescriptor.<LibConnection<String>, LibConfiguration>builder(15, "Needy", "Sql")
          .provider("org.lib")
          .dataStores("Ledger", "Archive")
          .priority(-1)
          .build(Classes.INSTANCE);

  private LibTypes() {}

  /** All types, by id. */
  public static List<ConnectionTypeDescriptor<?, ?>> all() {
    return Types.TABLE.all();
  }

  /** The type with this id; null if there is none. */
  public static @Nullable ConnectionTypeDescriptor<?, ?> getById(int id) {
    return Types.TABLE.byId(id);
  }

  /** The type with exactly this name; null if there is none. */
  public static @Nullable ConnectionTypeDescriptor<?, ?> getByName(String name) {
    return Types.TABLE.byName(name);
  }

  /** The types of a category, by id; empty if there is none. */
  public static List<ConnectionTypeDescriptor<?, ?>> getByCategory(String category) {
    return Types.TABLE.byCategory(category);
  }

  /**
   * The types for a data store, the greatest priority first, then by id; empty if there is none.
   */
  public static List<ConnectionTypeDescriptor<?, ?>> getByDataStore(String dataStore) {
    return Types.TABLE.byDataStore(dataStore);
  }

  /** The types that a library is behind, by id; empty if there is none. */
  public static List<ConnectionTypeDescriptor<?, ?>> getByProvider(String provider) {
    return Types.TABLE.byProvider(provider);
  }

  /** What a provider needs to open connections of these types. */
  public static ConnectionTypeSource source(@Named("lib") Provider<Clock> libClock) {
    return new Source(libClock);
  }

  /** What registries that include this one were compiled against. */
  public static String links() {
    return "Frugal=7c4a703b Needy=e5d8a757 source()=fa64e3c0";
  }

  /** Initialised by the first look-up, and not by the use of a constant. */
  private static final class Types {
    static final TypeTable TABLE = TypeTable.of(LibTypes.FRUGAL,
        LibTypes.NEEDY);
  }

  /** Loads the classes of a type when asked. */
  static final class Classes implements ConnectionTypeDescriptor.Classes {
    static final Classes INSTANCE = new Classes();

    @Override
    public Class<?> connectionClass(int id) {
      return switch (id) {
        case 5 -> LibConnection.class;
        case 15 -> LibConnection.class;
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    @Override
    public Class<?> configurationClass(int id) {
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
        case 5 -> LibTypesOfAllSorts_FrugalTypeEntry.factory();
        case 15 -> LibTypesOfAllSorts_NeedyTypeEntry.factory(libClock);
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    private static ConfigurationBinder<?> newBinder(int id) {
      return switch (id) {
        case 5 -> LibTypesOfAllSorts_FrugalTypeEntry.binder();
        case 15 -> LibTypesOfAllSorts_NeedyTypeEntry.binder();
        default -> throw new IllegalArgumentException("No connection type is declared here with the id " + id);
      };
    }

    private static IllegalArgumentException unknown(ConnectionTypeDescriptor<?, ?> type) {
      return new IllegalArgumentException("'" + type + "' is not a connection type of lib.LibTypes");
    }
  }
}
