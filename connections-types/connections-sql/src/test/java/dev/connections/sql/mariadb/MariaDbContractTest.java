package dev.connections.sql.mariadb;

import dev.connections.sql.fixture.MariaDbContract;

class MariaDbContractTest extends MariaDbContract {

  /** Read-only, so that reads and writes find the session as they need it. */
  @Override
  protected String entry(int port) {
    return """
        type: MariaDb
        url: jdbc:mariadb://localhost:%d/app
        username: app
        password: ${env:DB_PASSWORD}
        readOnly: true
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(port);
  }
}
