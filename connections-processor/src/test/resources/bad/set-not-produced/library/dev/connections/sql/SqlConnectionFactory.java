package dev.connections.sql;

import acme.AcmeConfiguration;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;

final class SqlConnectionFactory implements ConnectionFactory<SqlConnection, AcmeConfiguration> {
  @Override
  public SqlConnection create(ConnectionContext<AcmeConfiguration> context) {
    throw new UnsupportedOperationException();
  }
}
