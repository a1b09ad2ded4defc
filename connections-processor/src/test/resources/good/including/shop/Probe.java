package shop;

import static java.util.Objects.requireNonNull;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.registry.ConnectionTypeSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lib.LibConfiguration;
import lib.LibConnection;
import lib.LibTypes;

/** What a user does with registries, and what comes of it. */
public final class Probe {

  private Probe() {}

  public static List<Object> lookups() {
    // The type of the constant is checked by compiling this.
    ConnectionTypeDescriptor<LibConnection<String>, LibConfiguration> frugal =
        ConnectionTypes.FRUGAL;
    return List.of(
        ConnectionTypes.all(),
        frugal == LibTypes.FRUGAL,
        ConnectionTypes.NEEDY == LibTypes.NEEDY,
        requireNonNull(ConnectionTypes.getById(10)),
        requireNonNull(ConnectionTypes.getByName("Needy")),
        ConnectionTypes.getById(11) == null,
        ConnectionTypes.getByName("needy") == null,
        ConnectionTypes.getByCategory("Sql"),
        ConnectionTypes.getByCategory("None"),
        ConnectionTypes.getByDataStore("Ledger"),
        ConnectionTypes.getByDataStore("Archive"),
        ConnectionTypes.getByProvider("org.lib"),
        ConnectionTypes.getByProvider(""),
        frugal.connectionClass().getName(),
        ConnectionTypes.SHOP.configurationClass().getName());
  }

  public static long manyLookups(int times) {
    long found = 0;
    for (int i = 0; i < times; i++) {
      if (ConnectionTypes.getById(i & 15) != null) {
        found++;
      }
      if (ConnectionTypes.getByName("Shop") != null && ConnectionTypes.getByName("None") == null) {
        found++;
      }
      found += ConnectionTypes.getByCategory("Sql").size();
      found += ConnectionTypes.getByDataStore("Ledger").size();
      found += ConnectionTypes.getByProvider("none").size();
      found += ConnectionTypes.all().size();
    }
    return found;
  }

  public static List<Object> sources() {
    int[] clocks = new int[2];
    ConnectionTypeSource source =
        ConnectionTypes.source(
            () -> {
              clocks[0]++;
              return Clock.systemUTC();
            },
            () -> {
              clocks[1]++;
              return Clock.systemDefaultZone();
            });
    List<Object> seen = new ArrayList<>();
    seen.add(clocks[0] + clocks[1]);
    ConnectionFactory<?, ?> needy = source.factory(ConnectionTypes.NEEDY);
    seen.add(needy == source.factory(LibTypes.NEEDY));
    seen.add(clocks[0] + " " + clocks[1]);
    ConnectionFactory<?, ?> shop = source.factory(ConnectionTypes.SHOP);
    seen.add(shop == source.factory(ConnectionTypes.SHOP));
    seen.add(clocks[0] + " " + clocks[1]);
    seen.add(needy.getClass().getSimpleName() + " " + shop.getClass().getSimpleName());
    seen.add(source.binder(ConnectionTypes.FRUGAL).getClass().getName());
    seen.add(source.binder(ConnectionTypes.SHOP).getClass().getName());
    seen.add(source.types() == ConnectionTypes.all());
    try {
      source.factory(
          ConnectionTypeDescriptor.<LibConnection<String>, LibConfiguration>builder(10, "Shop", "")
              .build(
                  new ConnectionTypeDescriptor.Classes() {
                    @Override
                    public Class<?> connectionClass(int id) {
                      return LibConnection.class;
                    }

                    @Override
                    public Class<?> configurationClass(int id) {
                      return LibConfiguration.class;
                    }
                  }));
    } catch (IllegalArgumentException refused) {
      seen.add(refused.getMessage());
    }
    return seen;
  }
}
