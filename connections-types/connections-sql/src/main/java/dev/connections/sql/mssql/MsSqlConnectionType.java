package dev.connections.sql.mssql;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;
import dev.connections.sql.SqlConnection;

/** SQL Server, on a machine of one's own or in Azure. */
@ConnectionType(
    id = 14,
    name = "MsSql",
    category = "Sql",
    description = "SQL Server and Azure SQL over HikariCP",
    provider = "com.microsoft.sqlserver",
    dataStores = {"SqlServer", "AzureSql"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.READ_ONLY},
    features = {ConnectionFeature.TRANSACTIONS})
final class MsSqlConnectionType
    extends ConnectionTypeBase<SqlConnection, MsSqlConfiguration, MsSqlConnectionFactory> {}
