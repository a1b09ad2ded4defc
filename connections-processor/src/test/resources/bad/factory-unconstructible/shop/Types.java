package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;
import java.io.IOException;

@ConnectionType(id = 7, name = "Undecided", category = "Other")
final class UndecidedType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, UndecidedFactory> {}

@ConnectionType(id = 8, name = "Locked", category = "Other")
final class LockedType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, LockedFactory> {}

@ConnectionType(id = 9, name = "Throwing", category = "Other")
final class ThrowingType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, ThrowingFactory> {}

final class UndecidedFactory
    implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {

  UndecidedFactory() {}

  UndecidedFactory(int size) {}

  @Override
  public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}

final class LockedFactory
    implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {

  private LockedFactory() {}

  @Override
  public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}

final class ThrowingFactory
    implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {

  ThrowingFactory() throws IOException, IllegalStateException {}

  @Override
  public AcmeConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}
