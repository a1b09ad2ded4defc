package dev.connections.sql;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

/** H2, in the process or as a server. */
@ConnectionType(
    id = 11,
    name = "H2",
    category = "Sql",
    description = "H2 over HikariCP",
    provider = "com.h2database",
    dataStores = {"H2"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.READ_ONLY},
    features = {ConnectionFeature.TRANSACTIONS})
final class H2ConnectionType
    extends ConnectionTypeBase<SqlConnection, H2Configuration, H2ConnectionFactory> {}
