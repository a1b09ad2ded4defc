package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 7, name = "Mixed", category = "Other")
final class MixedType extends ConnectionTypeBase<OtherConnection, AcmeConfiguration, AcmeConnectionFactory> {}
