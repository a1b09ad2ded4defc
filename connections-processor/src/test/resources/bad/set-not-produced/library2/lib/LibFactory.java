package lib;

import acme.AcmeConfiguration;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;

final class LibFactory implements ConnectionFactory<LibConnection, AcmeConfiguration> {
  @Override
  public LibConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}
