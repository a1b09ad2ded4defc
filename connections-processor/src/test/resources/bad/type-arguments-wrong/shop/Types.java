package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 7, name = "Swapped", category = "Other")
final class SwappedType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, String> {}
