package dev.connections.sql.mssql;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;

/** Makes {@code MsSql} connections. */
final class MsSqlConnectionFactory implements ConnectionFactory<SqlConnection, MsSqlConfiguration> {

  @Override
  public SqlConnection create(ConnectionContext<MsSqlConfiguration> context) {
    return new DefaultSqlConnection(
        context,
        MsSqlConfiguration::readOnly,
        configuration ->
            new SqlTarget(configuration.pool(), new MsSqlDialect(context.name(), configuration)));
  }
}
