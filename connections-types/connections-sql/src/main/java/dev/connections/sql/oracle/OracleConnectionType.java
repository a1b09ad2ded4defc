package dev.connections.sql.oracle;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.sql.SqlConnection;

/** Oracle Database. */
@ConnectionType(
    id = 15,
    name = "Oracle",
    category = "Sql",
    description = "Oracle Database over HikariCP",
    provider = "com.oracle.database.jdbc",
    dataStores = {"Oracle"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.READ_ONLY},
    features = {ConnectionFeature.TRANSACTIONS})
final class OracleConnectionType
    extends ConnectionTypeBase<SqlConnection, OracleConfiguration, OracleConnectionFactory> {}
