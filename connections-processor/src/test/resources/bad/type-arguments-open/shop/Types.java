package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dev.connections.ManagedConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

abstract class Middle<C extends ManagedConnection<?>, F extends ConnectionFactory<C, AcmeConfiguration>>
    extends ConnectionTypeBase<C, AcmeConfiguration, F> {}

@ConnectionType(id = 7, name = "Open", category = "Other")
final class OpenType<F extends ConnectionFactory<AcmeConnection, AcmeConfiguration>>
    extends Middle<AcmeConnection, F> {}
