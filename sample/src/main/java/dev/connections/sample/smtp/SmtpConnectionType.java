package dev.connections.sample.smtp;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(
    id = 1000,
    name = "Smtp",
    category = "Mail",
    description = "Sends mail over SMTP",
    dataStores = "SMTP")
final class SmtpConnectionType
    extends ConnectionTypeBase<SmtpConnection, SmtpConfiguration, SmtpConnectionFactory> {}
