package lib.internal;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;
import jakarta.inject.Named;
import java.time.Clock;
import lib.LibConfiguration;
import lib.LibConnection;

final class LibTypesOfAllSorts {

  @ConnectionType(
      id = 15,
      name = "Needy",
      category = "Sql",
      dataStores = {"Ledger", "Archive"},
      provider = "org.lib",
      priority = -1)
  static final class NeedyType
      extends ConnectionTypeBase<LibConnection<String>, LibConfiguration, NeedyFactory> {}

  static final class NeedyFactory
      implements ConnectionFactory<LibConnection<String>, LibConfiguration> {
    final Clock clock;

    NeedyFactory(@Named("lib") Clock clock) {
      this.clock = clock;
    }

    @Override
    public LibConnection<String> create(ConnectionContext<LibConfiguration> context) {
      throw new UnsupportedOperationException(clock.toString());
    }
  }

  @ConnectionType(
      id = 5,
      name = "Frugal",
      category = "Sql",
      dataStores = "Ledger",
      provider = "org.lib")
  static final class FrugalType
      extends ConnectionTypeBase<LibConnection<String>, LibConfiguration, FrugalFactory> {}

  static final class FrugalFactory
      implements ConnectionFactory<LibConnection<String>, LibConfiguration> {
    @Override
    public LibConnection<String> create(ConnectionContext<LibConfiguration> context) {
      throw new UnsupportedOperationException();
    }
  }

  private LibTypesOfAllSorts() {}
}
