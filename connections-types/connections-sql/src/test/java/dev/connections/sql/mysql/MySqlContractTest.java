package dev.connections.sql.mysql;

import dev.connections.sql.fixture.MariaDbContract;

/** MySQL's driver, on MariaDB: no MySQL server can be had here. */
class MySqlContractTest extends MariaDbContract {

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
}
