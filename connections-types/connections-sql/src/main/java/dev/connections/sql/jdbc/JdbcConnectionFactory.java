package dev.connections.sql.jdbc;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;

/** Makes {@code Jdbc} connections. */
final class JdbcConnectionFactory implements ConnectionFactory<SqlConnection, JdbcConfiguration> {

  @Override
  public SqlConnection create(ConnectionContext<JdbcConfiguration> context) {
    return new DefaultSqlConnection(
        context,
        JdbcConfiguration::readOnly,
        configuration -> new SqlTarget(configuration.pool(), new JdbcDialect(configuration)));
  }
}
