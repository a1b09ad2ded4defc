package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(include = lib.LibTypes.class)
final class App {}

@ConnectionType(id = 7, name = "Shop", category = "Other")
final class ShopType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

@ConnectionType(id = 9, name = "OtherLib", category = "Other")
final class OtherType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
