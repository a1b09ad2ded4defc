package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

/** Talks to a plain system. And no other. */
@ConnectionType(id = 20, name = "Plain", category = "Other")
final class PlainConnectionType
    extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
