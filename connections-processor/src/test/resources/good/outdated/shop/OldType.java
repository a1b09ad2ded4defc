package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;
import java.util.List;

@SuppressWarnings({"all", "rawtypes", "removal"})
@Deprecated(forRemoval = true)
@ConnectionType(id = 1, name = "Old", category = "Other")
final class OldType extends ConnectionTypeBase<AcmeConnection, OldConfiguration, OldType.Factory> {

  @Deprecated(forRemoval = true)
  static final class Factory implements ConnectionFactory<AcmeConnection, OldConfiguration> {
    @Deprecated
    Factory(List raw) {}

    @Override
    public AcmeConnection create(ConnectionContext<OldConfiguration> context) {
      throw new UnsupportedOperationException();
    }
  }
}
