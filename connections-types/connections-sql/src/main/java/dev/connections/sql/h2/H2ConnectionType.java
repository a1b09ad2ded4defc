package dev.connections.sql.h2;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.sql.SqlConnection;

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
