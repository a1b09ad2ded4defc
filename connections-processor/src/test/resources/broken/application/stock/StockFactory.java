package stock;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import jakarta.inject.Provider;
import java.time.Clock;

final class StockFactory extends StockFactoryBase
    implements ConnectionFactory<StockConnection, StockConfiguration> {

  StockFactory(Clock clock, @Audit Provider<Clock> auditClock) {}

  @Override
  public StockConnection create(ConnectionContext<StockConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}
