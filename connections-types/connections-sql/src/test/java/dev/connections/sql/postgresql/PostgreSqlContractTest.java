package dev.connections.sql.postgresql;

import dev.connections.sql.fixture.PostgresContract;
import dev.connections.testsupport.PostgresServer;

class PostgreSqlContractTest extends PostgresContract {

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
}
