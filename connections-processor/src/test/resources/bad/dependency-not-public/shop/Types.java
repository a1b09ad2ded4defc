package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 7, name = "Needy", category = "Other")
final class NeedyType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, NeedyFactory> {}

final class Secretive {}

final class NeedyFactory
    implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {

  NeedyFactory(Secretive secretive) {}

  @Override
  public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}
