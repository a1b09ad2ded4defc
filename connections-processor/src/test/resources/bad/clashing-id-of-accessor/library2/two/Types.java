package two;

import acme.AcmeConfiguration;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionRegistry(name = "TwoTypes", library = true)
final class Types {}

final class TwoFactory implements ConnectionFactory<TwoConnection, AcmeConfiguration> {
  @Override
  public TwoConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}

@ConnectionType(id = 7, name = "Two", category = "Other")
final class TwoType extends ConnectionTypeBase<TwoConnection, AcmeConfiguration, TwoFactory> {}
