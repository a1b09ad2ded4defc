package dev.connections.sql.mssql;

import dev.connections.sql.fixture.ContainerPeer;
import dev.connections.sql.fixture.SqlContract;
import dev.connections.testing.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The contract on SQL Server, where there is Docker; who runs it accepts Microsoft's license. */
class MsSqlContainerContractTest extends SqlContract {

  private static final String PASSWORD = "Canary-of-sql-server-1";

  private static @Nullable ContainerPeer server;

  @AfterAll
  static void stop() {
    ContainerPeer started = server;
    server = null;
    if (started != null) {
      started.close();
    }
  }

  @Override
  protected Peer peer() throws Exception {
    ContainerPeer started = server;
    if (started == null) {
      started =
          ContainerPeer.started(
              "mcr.microsoft.com/mssql/server:2022-latest",
              1433,
              Map.of("ACCEPT_EULA", "Y", "MSSQL_SA_PASSWORD", PASSWORD),
              "jdbc:sqlserver://localhost:%d;encrypt=false",
              "sa",
              PASSWORD);
      server = started;
    }
    return started;
  }

  @Override
  protected String entry(int port) {
    return """
        type: MsSql
        url: jdbc:sqlserver://localhost:%d;databaseName=tempdb
        username: sa
        password: ${env:MSSQL_PASSWORD}
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(port);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("MSSQL_PASSWORD", PASSWORD);
  }

  /** Texts go over the wire in UTF-16. */
  @Override
  protected String requestText() {
    return new String(QUERY.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  }
}
