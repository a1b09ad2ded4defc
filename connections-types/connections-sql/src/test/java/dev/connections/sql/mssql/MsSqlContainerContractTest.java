package dev.connections.sql.mssql;

import dev.connections.sql.fixture.ContainerContract;
import dev.connections.sql.fixture.ContainerPeer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The contract on SQL Server, where there is Docker; who runs it accepts Microsoft's license. */
class MsSqlContainerContractTest extends ContainerContract {

  private static final String PASSWORD = "Canary-of-sql-server-1";

  @Override
  protected ContainerPeer started() throws Exception {
    return ContainerPeer.started(
        "mcr.microsoft.com/mssql/server:2022-latest",
        1433,
        Map.of("ACCEPT_EULA", "Y", "MSSQL_SA_PASSWORD", PASSWORD),
        "jdbc:sqlserver://localhost:%d;encrypt=false",
        "sa",
        PASSWORD);
  }

  @Override
  protected String entry(int port) {
    return """
        type: MsSql
        url: jdbc:sqlserver://localhost:%d;databaseName=tempdb
        username: sa
        password: ${env:DB_PASSWORD}
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(port);
  }

  @Override
  protected String password() {
    return PASSWORD;
  }

  /** Texts go over the wire in UTF-16. */
  @Override
  protected String requestText() {
    return new String(QUERY.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  }
}
