package dev.connections.sql.oracle;

import dev.connections.sql.fixture.ContainerContract;
import dev.connections.sql.fixture.ContainerPeer;
import java.util.Map;

/** The contract on Oracle Database Free, where there is Docker. */
class OracleContainerContractTest extends ContainerContract {

  private static final String PASSWORD = "canary_of_oracle";

  @Override
  protected ContainerPeer started() throws Exception {
    return ContainerPeer.started(
        "gvenzl/oracle-free:23-slim-faststart",
        1521,
        Map.of("ORACLE_PASSWORD", PASSWORD, "APP_USER", "app", "APP_USER_PASSWORD", PASSWORD),
        "jdbc:oracle:thin:@//localhost:%d/FREEPDB1",
        "app",
        PASSWORD);
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
  protected String password() {
    return PASSWORD;
  }
}
