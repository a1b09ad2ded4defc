package dev.connections.sql.jdbc;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.sql.SqlConnection;

/** Any JDBC driver. */
@ConnectionType(
    id = 17,
    name = "Jdbc",
    category = "Sql",
    description = "Any JDBC driver over HikariCP",
    provider = "java.sql",
    dataStores = {"Jdbc"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.READ_ONLY},
    features = {ConnectionFeature.TRANSACTIONS})
final class JdbcConnectionType
    extends ConnectionTypeBase<SqlConnection, JdbcConfiguration, JdbcConnectionFactory> {}
