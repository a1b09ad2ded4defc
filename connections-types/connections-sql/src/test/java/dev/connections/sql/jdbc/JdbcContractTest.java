package dev.connections.sql.jdbc;

import dev.connections.sql.fixture.PostgresContract;
import dev.connections.testsupport.PostgresServer;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** A real server behind a driver of which the type knows nothing. */
class JdbcContractTest extends PostgresContract {

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

  @Test
  @Disabled(
      "The driver's own cancel waits for a silent server, and holds the lock for which the canceled"
          + " thread waits; see SQL, Any other driver")
  @Override
  public void aServerThatGoesSilentCostsNoMoreThanTheDeadline() {}
}
