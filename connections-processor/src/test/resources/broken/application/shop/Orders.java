package shop;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

public final class Orders {
  public interface Connection extends ManagedConnection<Object> {}

  public record Configuration(String url) implements ConnectionConfiguration {}

  static final class Factory implements ConnectionFactory<Connection, Configuration> {
    @Override
    public Connection create(ConnectionContext<Configuration> context) {
      throw new UnsupportedOperationException();
    }
  }

  @ConnectionType(id = 20, name = "Orders", category = "Other")
  static final class Type extends ConnectionTypeBase<Connection, Configuration, Factory> {}
}
