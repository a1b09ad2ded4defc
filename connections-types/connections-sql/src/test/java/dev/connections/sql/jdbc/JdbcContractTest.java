package dev.connections.sql.jdbc;

import static dev.connections.sql.fixture.Statements.number;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.testing.ConnectionTypeContract;
import dev.connections.testing.Peer;
import dev.connections.testsupport.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** A real server behind a driver of which the type knows nothing. */
class JdbcContractTest extends ConnectionTypeContract<SqlConnection> {

  private static @Nullable PostgresServer server;

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  /** PostgreSQL, as the contract stops and starts it. */
  private record Stoppable(PostgresServer server) implements Peer {

    @Override
    public List<Integer> ports() {
      return List.of(server.port());
    }

    @Override
    public void start() throws Exception {
      server.start();
    }

    @Override
    public void stop() throws Exception {
      server.stop();
    }
  }

  @Override
  protected Peer peer() throws Exception {
    PostgresServer started = server;
    if (started == null) {
      started = PostgresServer.started();
      server = started;
    }
    return new Stoppable(started);
  }

  @Override
  protected Class<SqlConnection> connectionClass() {
    return SqlConnection.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.types(SqlConnectionTypes.source());
  }

  @Override
  protected String entry(int port) {
    return """
        type: Jdbc
        url: %s?sslmode=disable
        username: app
        password: ${env:DB_PASSWORD}
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

  @Test
  @Disabled(
      "The driver's own cancel waits for a silent server, and holds the lock for which the canceled"
          + " thread waits; see SQL, Any other driver")
  @Override
  public void aServerThatGoesSilentCostsNoMoreThanTheDeadline() {}
}
