package lib2;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(name = "Lib2Types", library = true)
final class Lib2TypesLibrary {}

@ConnectionType(id = 7, name = "Lib2", category = "Other")
final class Lib2Type extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

@ConnectionType(id = 9, name = "OtherLib", category = "Other")
final class OtherLib2Type extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
