package dev.connections.sql.sqlite;

import static dev.connections.sql.fixture.Statements.number;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.testing.ConnectionTypeContract;
import dev.connections.testing.Peer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;

/** A file, which is away while it has another name. */
class SqliteContractTest extends ConnectionTypeContract<SqlConnection> {

  @TempDir private static Path folder;

  private final MovedFile file = new MovedFile(folder.resolve("orders.db"));

  @Override
  protected Peer peer() {
    return file;
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
  protected String entry(List<Integer> ports) {
    return """
        type: Sqlite
        url: jdbc:sqlite:%s
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(file.path());
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
