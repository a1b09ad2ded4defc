package dev.connections.sql.postgresql;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

/** PostgreSQL. */
@ConnectionType(
    id = 10,
    name = "PostgreSql",
    category = "Sql",
    description = "PostgreSQL over HikariCP",
    provider = "org.postgresql",
    dataStores = {"PostgreSql"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.READ_ONLY},
    features = {ConnectionFeature.TRANSACTIONS})
final class PostgreSqlConnectionType
    extends ConnectionTypeBase<
        PostgreSqlConnection, PostgreSqlConfiguration, PostgreSqlConnectionFactory> {}
