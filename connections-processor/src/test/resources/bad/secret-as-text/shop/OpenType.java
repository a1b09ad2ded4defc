package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 1, name = "Open", category = "Other")
final class OpenType
    extends ConnectionTypeBase<AcmeConnection, OpenConfiguration, OpenType.Factory> {

  static final class Factory implements ConnectionFactory<AcmeConnection, OpenConfiguration> {
    @Override
    public AcmeConnection create(ConnectionContext<OpenConfiguration> context) {
      throw new UnsupportedOperationException();
    }
  }
}
