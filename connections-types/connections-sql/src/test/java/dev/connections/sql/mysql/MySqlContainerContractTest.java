package dev.connections.sql.mysql;

import dev.connections.sql.fixture.ContainerPeer;
import dev.connections.sql.fixture.SqlContract;
import dev.connections.testing.Peer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The contract on a MySQL server, where there is Docker. */
class MySqlContainerContractTest extends SqlContract {

  private static final String PASSWORD = "canary-of-mysql";

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
              "mysql:8.4",
              3306,
              Map.of(
                  "MYSQL_ROOT_PASSWORD",
                  PASSWORD,
                  "MYSQL_DATABASE",
                  "app",
                  "MYSQL_USER",
                  "app",
                  "MYSQL_PASSWORD",
                  PASSWORD),
              "jdbc:mysql://localhost:%d/app?allowPublicKeyRetrieval=true",
              "app",
              PASSWORD);
      server = started;
    }
    return started;
  }

  @Override
  protected String entry(int port) {
    return """
        type: MySql
        url: jdbc:mysql://localhost:%d/app
        username: app
        password: ${env:DB_PASSWORD}
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(port);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("DB_PASSWORD", PASSWORD);
  }
}
