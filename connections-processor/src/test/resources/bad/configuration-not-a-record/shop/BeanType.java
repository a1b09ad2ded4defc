package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

final class BeanFactory implements ConnectionFactory<AcmeConnection, BeanConfiguration> {
  @Override
  public AcmeConnection create(ConnectionContext<BeanConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}

@ConnectionType(id = 7, name = "Bean", category = "Other")
final class BeanType extends ConnectionTypeBase<AcmeConnection, BeanConfiguration, BeanFactory> {}
