package dev.connections.sql.mysql;

import static dev.connections.sql.fixture.Statements.number;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.sql.fixture.MariaDbPeer;
import dev.connections.testing.ConnectionTypeContract;
import dev.connections.testing.Peer;
import dev.connections.testsupport.MariaDbServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** MySQL's driver, on MariaDB: no MySQL server can be had here. */
class MySqlContractTest extends ConnectionTypeContract<SqlConnection> {

  private static @Nullable MariaDbServer server;

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected Peer peer() throws Exception {
    MariaDbServer started = server;
    if (started == null) {
      started = MariaDbServer.started();
      server = started;
    }
    return new MariaDbPeer(started);
  }

  @Override
  protected Class<SqlConnection> connectionClass() {
    return SqlConnection.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.types(SqlConnectionTypes.source());
  }

  /** Read-only, so that reads and writes find the session as they need it. */
  @Override
  protected String entry(int port) {
    return """
        type: MySql
        url: jdbc:mysql://localhost:%d/app
        username: app
        password: ${env:DB_PASSWORD}
        readOnly: true
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(port);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("DB_PASSWORD", MariaDbServer.PASSWORD);
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
