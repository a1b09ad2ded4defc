package shop;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

interface HiddenConnection extends ManagedConnection<String> {}

record HiddenConfiguration(String url) implements ConnectionConfiguration {}

final class HiddenFactory implements ConnectionFactory<HiddenConnection, HiddenConfiguration> {
  @Override
  public HiddenConnection create(ConnectionContext<HiddenConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}

@ConnectionType(id = 7, name = "Hidden", category = "Other")
final class HiddenType
    extends ConnectionTypeBase<HiddenConnection, HiddenConfiguration, HiddenFactory> {}
