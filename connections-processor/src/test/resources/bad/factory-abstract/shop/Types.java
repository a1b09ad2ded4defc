package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 7, name = "Abstract", category = "Other")
final class AbstractType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AbstractFactory> {}

@ConnectionType(id = 8, name = "Face", category = "Other")
final class FaceType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, FaceFactory> {}

abstract class AbstractFactory
    implements ConnectionFactory<AcmeConnection, AcmeConfiguration> {}

interface FaceFactory extends ConnectionFactory<AcmeConnection, AcmeConfiguration> {}
