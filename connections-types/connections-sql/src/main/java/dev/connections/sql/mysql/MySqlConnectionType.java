package dev.connections.sql.mysql;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.sql.SqlConnection;

/** MySQL. */
@ConnectionType(
    id = 13,
    name = "MySql",
    category = "Sql",
    description = "MySQL over HikariCP",
    provider = "com.mysql",
    dataStores = {"MySql"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.READ_ONLY},
    features = {ConnectionFeature.TRANSACTIONS})
final class MySqlConnectionType
    extends ConnectionTypeBase<SqlConnection, MySqlConfiguration, MySqlConnectionFactory> {}
