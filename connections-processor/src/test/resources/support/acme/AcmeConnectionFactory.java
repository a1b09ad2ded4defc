package acme;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;

public final class AcmeConnectionFactory
    implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {

  @Override
  public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}
