package dev.connections.sql;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import acme.AcmeConnectionFactory;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionRegistry(name = "SqlConnectionTypes", library = true)
final class Root {}

@ConnectionType(id = 10, name = "PostgreSql", category = "Other")
final class PostgreSqlType extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, AcmeConnectionFactory> {}
