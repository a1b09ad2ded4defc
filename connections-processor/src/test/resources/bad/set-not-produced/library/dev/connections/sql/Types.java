package dev.connections.sql;

import acme.AcmeConfiguration;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionRegistry(name = "SqlConnectionTypes", library = true)
final class Root {}

@ConnectionType(id = 10, name = "PostgreSql", category = "Other")
final class PostgreSqlType extends ConnectionTypeBase<SqlConnection, AcmeConfiguration, SqlConnectionFactory> {}
