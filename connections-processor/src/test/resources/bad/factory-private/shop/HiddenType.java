package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 7, name = "Hidden", category = "Other")
final class HiddenType
    extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, HiddenType.Factory> {

  private static final class Factory
      implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {

    @Override
    public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
      throw new UnsupportedOperationException();
    }
  }
}
