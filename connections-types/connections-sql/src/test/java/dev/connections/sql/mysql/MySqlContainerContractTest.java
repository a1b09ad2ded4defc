package dev.connections.sql.mysql;

import dev.connections.sql.fixture.ContainerContract;
import dev.connections.sql.fixture.ContainerPeer;
import java.util.Map;

/** The contract on a MySQL server, where there is Docker. */
class MySqlContainerContractTest extends ContainerContract {

  private static final String PASSWORD = "canary-of-mysql";

  @Override
  protected ContainerPeer started() throws Exception {
    return ContainerPeer.started(
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
  protected String password() {
    return PASSWORD;
  }
}
