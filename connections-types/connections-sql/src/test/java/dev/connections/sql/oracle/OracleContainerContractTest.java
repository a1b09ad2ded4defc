package dev.connections.sql.oracle;

import dev.connections.sql.fixture.ContainerPeer;
import dev.connections.sql.fixture.SqlContract;
import dev.connections.testing.Peer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The contract on Oracle Database Free, where there is Docker. */
class OracleContainerContractTest extends SqlContract {

  private static final String PASSWORD = "canary_of_oracle";

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
              "gvenzl/oracle-free:23-slim-faststart",
              1521,
              Map.of("ORACLE_PASSWORD", PASSWORD, "APP_USER", "app", "APP_USER_PASSWORD", PASSWORD),
              "jdbc:oracle:thin:@//localhost:%d/FREEPDB1",
              "app",
              PASSWORD);
      server = started;
    }
    return started;
  }

  @Override
  protected String entry(int port) {
    return """
        type: Oracle
        url: jdbc:oracle:thin:@//localhost:%d/FREEPDB1
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
