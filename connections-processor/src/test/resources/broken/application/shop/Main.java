package shop;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.spi.registry.ConnectionTypeSource;
import java.nio.file.Path;
import java.time.Clock;
import stock.StockConfiguration;
import stock.StockConfigurationBinder;
import stock.StockConnection;

/** Uses everything that is generated, in signatures and in bodies. */
final class Main {
  private final ConnectionTypeDescriptor<StockConnection, StockConfiguration> stock =
      ConnectionTypes.STOCK;
  private final ConnectionTypeSource source;

  Main(Clock clock) {
    source = ConnectionTypes.source(clock(clock), clock(clock));
  }

  static jakarta.inject.Provider<Clock> clock(Clock clock) {
    return () -> clock;
  }

  OpenAppConnections open(Path file, Clock clock) {
    return OpenAppConnections.open(file, clock, clock);
  }

  StockConfigurationBinder binder(ConnectionTypes types, ConnectionTypesModule module) {
    return new StockConfigurationBinder();
  }

  int ids() {
    return stock.id() + ConnectionTypes.ORDERS.id() + ConnectionTypes.LEDGER.id();
  }
}
