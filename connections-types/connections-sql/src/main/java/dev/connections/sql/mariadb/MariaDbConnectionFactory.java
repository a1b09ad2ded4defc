package dev.connections.sql.mariadb;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;

/** Makes {@code MariaDb} connections. */
final class MariaDbConnectionFactory
    implements ConnectionFactory<SqlConnection, MariaDbConfiguration> {

  @Override
  public SqlConnection create(ConnectionContext<MariaDbConfiguration> context) {
    return new DefaultSqlConnection(
        context,
        MariaDbConfiguration::readOnly,
        configuration ->
            new SqlTarget(configuration.pool(), new MariaDbDialect(context.name(), configuration)));
  }
}
