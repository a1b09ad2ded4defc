package dev.connections.sql.mssql;

import dev.connections.sql.fixture.SqlContract;
import dev.connections.testing.Peer;
import dev.connections.testing.sqlserver.FakeSqlServer;
import dev.connections.testing.sqlserver.SqlServerAnswer;
import dev.connections.testing.sqlserver.SqlServerScript;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/**
 * With Microsoft's driver and a fake of the server: what the driver and our code do. There is no
 * SQL Server to run this with.
 */
class MsSqlContractTest extends SqlContract {

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

  /** Texts go over the wire in UTF-16. */
  @Override
  protected String requestText() {
    return new String(QUERY.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  }
}
