package dev.connections.sql.mysql;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;

/** Makes {@code MySql} connections. */
final class MySqlConnectionFactory implements ConnectionFactory<SqlConnection, MySqlConfiguration> {

  @Override
  public SqlConnection create(ConnectionContext<MySqlConfiguration> context) {
    return new DefaultSqlConnection(
        context,
        MySqlConfiguration::readOnly,
        configuration ->
            new SqlTarget(configuration.pool(), new MySqlDialect(context.name(), configuration)));
  }
}
