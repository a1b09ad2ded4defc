package dev.connections.sql.mssql;

import static dev.connections.sql.fixture.Statements.number;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.testing.ConnectionTypeContract;
import dev.connections.testing.Peer;
import dev.connections.testing.sqlserver.FakeSqlServer;
import dev.connections.testing.sqlserver.SqlServerAnswer;
import dev.connections.testing.sqlserver.SqlServerScript;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;

/**
 * With Microsoft's driver and a fake of the server: what the driver and our code do. There is no
 * SQL Server to run this with.
 */
class MsSqlContractTest extends ConnectionTypeContract<SqlConnection> {

  private static final String QUERY = "SELECT 4711";
  private static final String PASSWORD = "canary-of-sql-server";

  private static final FakeSqlServer SERVER =
      FakeSqlServer.start("app", PASSWORD, SqlServerScript.of(sql -> SqlServerAnswer.number(4711)));

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Override
  protected Peer peer() {
    SERVER.start();
    return SERVER;
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
        type: MsSql
        url: jdbc:sqlserver://localhost:%d;databaseName=contract
        username: app
        password: ${env:MSSQL_PASSWORD}
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(port);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("MSSQL_PASSWORD", PASSWORD);
  }

  @Override
  protected void exchange(SqlConnection connection, Operation operation) {
    connection.run(operation, jdbc -> number(jdbc, QUERY));
  }

  @Override
  protected CompletableFuture<?> exchangeAsync(SqlConnection connection, Operation operation) {
    return connection.executeAsync(operation, jdbc -> number(jdbc, QUERY));
  }

  /** Texts go over the wire in UTF-16. */
  @Override
  protected String requestText() {
    return new String(QUERY.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  }
}
