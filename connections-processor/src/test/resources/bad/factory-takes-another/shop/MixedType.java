package shop;

import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 7, name = "Mixed", category = "Other")
final class MixedType extends ConnectionTypeBase<AcmeConnection, OtherConfiguration, AcmeConnectionFactory> {}
