package dev.connections.sql.sqlite;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.sql.SqlConnection;

/** SQLite, in the process. */
@ConnectionType(
    id = 16,
    name = "Sqlite",
    category = "Sql",
    description = "SQLite over HikariCP",
    provider = "org.xerial",
    dataStores = {"Sqlite"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.READ_ONLY},
    features = {ConnectionFeature.TRANSACTIONS})
final class SqliteConnectionType
    extends ConnectionTypeBase<SqlConnection, SqliteConfiguration, SqliteConnectionFactory> {}
