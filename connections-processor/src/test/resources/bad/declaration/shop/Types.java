package shop;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 0, name = "Zero", category = "Other")
final class ZeroType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

@ConnectionType(id = -3, name = "Negative", category = "Other")
final class NegativeType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

@ConnectionType(id = 7, name = "7zip", category = "Other")
final class DigitType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

@ConnectionType(id = 8, name = "", category = "Other")
final class BlankType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

@ConnectionType(id = 9, name = "a.b", category = "Other")
final class DottedType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}

@ConnectionType(id = 10, name = "Uncategorized", category = " ")
final class UncategorizedType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
