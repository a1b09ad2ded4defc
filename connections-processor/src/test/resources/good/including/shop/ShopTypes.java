package shop;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;
import java.time.Clock;
import lib.LibConnection;

final class ShopTypes {

  @ConnectionType(
      id = 10,
      name = "Shop",
      category = "Sql",
      dataStores = {"Ledger"},
      priority = 3)
  static final class ShopType
      extends ConnectionTypeBase<LibConnection<String>, ShopConfiguration, ShopFactory> {

    /** Mentions what is about to be generated. */
    static ConnectionTypeDescriptor<?, ?> descriptor(ConnectionTypes none) {
      return ConnectionTypes.SHOP;
    }
  }

  static final class ShopFactory
      implements ConnectionFactory<LibConnection<String>, ShopConfiguration> {
    ShopFactory(Clock clock) {}

    @Override
    public LibConnection<String> create(ConnectionContext<ShopConfiguration> context) {
      throw new UnsupportedOperationException();
    }
  }

  private ShopTypes() {}
}
