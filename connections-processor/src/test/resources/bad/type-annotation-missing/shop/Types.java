package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionRegistry
final class Types {}

final class LedgerType
    extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
