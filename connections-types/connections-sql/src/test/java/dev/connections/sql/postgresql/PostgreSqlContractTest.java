package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.testing.ConnectionTypeContract;
import dev.connections.testing.Peer;
import dev.connections.testsupport.PostgresServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class PostgreSqlContractTest extends ConnectionTypeContract<SqlConnection> {

  private static @Nullable PostgresServer server;

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected Peer peer() throws Exception {
    PostgresServer started = server;
    if (started == null) {
      started = PostgresServer.started();
      server = started;
    }
    return new PostgresPeer(started);
  }

  @Override
  protected Class<SqlConnection> connectionClass() {
    return SqlConnection.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.types(SqlConnectionTypes.source());
  }

  /**
   * Read-only, so that reads and writes find the session as they need it and ask nothing before. No
   * idle connections are kept, because the contract counts bytes, and HikariCP makes those when it
   * likes.
   */
  @Override
  protected String entry(int port) {
    return """
        type: PostgreSql
        url: %s
        username: app
        password: ${env:DB_PASSWORD}
        readOnly: true
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(PostgresServer.url(port));
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("DB_PASSWORD", PostgresServer.PASSWORD);
  }

  @Override
  protected void exchange(SqlConnection connection, Operation operation) {
    connection.run(operation, jdbc -> number(jdbc, "SELECT 4711"));
  }

  @Override
  protected CompletableFuture<?> exchangeAsync(SqlConnection connection, Operation operation) {
    return connection.executeAsync(operation, jdbc -> number(jdbc, "SELECT 4711"));
  }

  @Override
  protected String requestText() {
    return "SELECT 4711";
  }
}
