package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;
import java.util.List;

@ConnectionType(id = 1, name = "Generic", category = "Other")
final class GenericType
    extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, GenericType.Factory> {

  static final class Factory implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {
    <T> Factory(List<T> things) {}

    @Override
    public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
      throw new UnsupportedOperationException();
    }
  }
}
