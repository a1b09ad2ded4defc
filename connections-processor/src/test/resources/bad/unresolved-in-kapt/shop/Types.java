package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import error.NonExistentClass;

final class Types {
  @ConnectionType(id = 1, name = "First", category = "Other")
  static final class First
      extends ConnectionTypeBase<AcmeConnection, NonExistentClass, AcmeConnectionFactory> {}

  @ConnectionType(id = 2, name = "Second", category = "Other")
  static final class Second
      extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

  private Types() {}
}
