package dev.connections.sql.h2;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;

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
