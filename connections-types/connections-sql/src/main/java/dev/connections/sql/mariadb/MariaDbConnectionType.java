package dev.connections.sql.mariadb;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.sql.SqlConnection;

/** MariaDB. */
@ConnectionType(
    id = 12,
    name = "MariaDb",
    category = "Sql",
    description = "MariaDB over HikariCP",
    provider = "org.mariadb.jdbc",
    dataStores = {"MariaDb"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.READ_ONLY},
    features = {ConnectionFeature.TRANSACTIONS})
final class MariaDbConnectionType
    extends ConnectionTypeBase<SqlConnection, MariaDbConfiguration, MariaDbConnectionFactory> {}
