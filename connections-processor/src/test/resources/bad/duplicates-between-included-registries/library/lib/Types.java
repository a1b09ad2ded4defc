package lib;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(name = "LibTypes", library = true)
final class LibTypesLibrary {}

@ConnectionType(id = 7, name = "Lib", category = "Other")
final class LibType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

@ConnectionType(id = 8, name = "OtherLib", category = "Other")
final class OtherLibType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
