package dev.connections.sql.oracle;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;

/** Makes {@code Oracle} connections. */
final class OracleConnectionFactory
    implements ConnectionFactory<SqlConnection, OracleConfiguration> {

  @Override
  public SqlConnection create(ConnectionContext<OracleConfiguration> context) {
    return new DefaultSqlConnection(
        context,
        OracleConfiguration::readOnly,
        configuration ->
            new SqlTarget(configuration.pool(), new OracleDialect(context.name(), configuration)));
  }
}
