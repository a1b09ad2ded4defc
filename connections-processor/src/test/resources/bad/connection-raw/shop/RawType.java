package shop;

import acme.AcmeConfiguration;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

@SuppressWarnings("rawtypes")
@ConnectionType(id = 1, name = "Raw", category = "Other")
final class RawType extends ConnectionTypeBase<Typed, AcmeConfiguration, RawType.Factory> {

  static final class Factory implements ConnectionFactory<Typed, AcmeConfiguration> {
    @Override
    public Typed create(ConnectionContext<AcmeConfiguration> context) {
      throw new UnsupportedOperationException();
    }
  }
}
