package dev.connections.sql;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;

/** Makes {@code H2} connections. */
final class H2ConnectionFactory implements ConnectionFactory<SqlConnection, H2Configuration> {

  @Override
  public SqlConnection create(ConnectionContext<H2Configuration> context) {
    return new DefaultSqlConnection(
        context,
        H2Configuration::readOnly,
        configuration ->
            new SqlTarget(configuration.pool(), new H2Dialect(context.name(), configuration)));
  }
}
