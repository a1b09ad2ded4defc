package dev.connections.sql.postgresql;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;

/** Makes {@code PostgreSql} connections. */
final class PostgreSqlConnectionFactory
    implements ConnectionFactory<SqlConnection, PostgreSqlConfiguration> {

  @Override
  public SqlConnection create(ConnectionContext<PostgreSqlConfiguration> context) {
    return new DefaultSqlConnection(
        context,
        PostgreSqlConfiguration::readOnly,
        configuration ->
            new SqlTarget(
                configuration.pool(), new PostgreSqlDialect(context.name(), configuration)));
  }
}
