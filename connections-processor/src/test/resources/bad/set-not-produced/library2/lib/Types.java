package lib;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionRegistry(name = "LibTypes", library = true)
final class Root {}

@ConnectionType(id = 7, name = "Ledger", category = "Other")
final class LedgerType extends ConnectionTypeBase<LibConnection, AcmeConfiguration, LibFactory> {}

@ConnectionType(id = 8, name = "Acme", category = "Other")
final class AcmeType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
