package dev.connections.sql.postgresql;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;

/** Makes {@code PostgreSql} connections. */
final class PostgreSqlConnectionFactory
    implements ConnectionFactory<PostgreSqlConnection, PostgreSqlConfiguration> {

  @Override
  public PostgreSqlConnection create(ConnectionContext<PostgreSqlConfiguration> context) {
    return new DefaultPostgreSqlConnection(context);
  }
}
