package dev.connections.sql.sqlite;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;

/** Makes {@code Sqlite} connections. */
final class SqliteConnectionFactory
    implements ConnectionFactory<SqlConnection, SqliteConfiguration> {

  @Override
  public SqlConnection create(ConnectionContext<SqliteConfiguration> context) {
    return new DefaultSqlConnection(
        context,
        SqliteConfiguration::readOnly,
        configuration ->
            new SqlTarget(
                configuration.pool(),
                new SqliteDialect(
                    context.name(), configuration, context.settings().timeouts().acquire())));
  }
}
