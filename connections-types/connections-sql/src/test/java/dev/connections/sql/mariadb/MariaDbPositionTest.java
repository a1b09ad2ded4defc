package dev.connections.sql.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.MariaDbServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The number by which replicas are compared. */
@Timeout(120)
class MariaDbPositionTest {

  private static @Nullable String position(MariaDbServer server) throws Exception {
    return server.ask(
        new MariaDbDialect("orders-db", SqlFixture.mariaDb(server.port(), 1))
            .position()
            .orElseThrow());
  }

  @Test
  void growsWithEachTransactionAndIsUnknownOnceTransactionsHaveNoOrder() throws Exception {
    try (MariaDbServer server = MariaDbServer.started("--server-id=1", "--log-bin=changes")) {
      server.asAdministrator("CREATE TABLE app.item (id INT)");
      long before = Long.parseLong(String.valueOf(position(server)));

      server.asAdministrator("INSERT INTO app.item VALUES (1)", "INSERT INTO app.item VALUES (2)");
      assertThat(position(server)).isEqualTo(String.valueOf(before + 2));

      server.asAdministrator("SET SESSION gtid_domain_id = 7", "INSERT INTO app.item VALUES (3)");
      assertThat(position(server)).isNull();
    }
  }

  @Test
  void isUnknownWithoutABinaryLog() throws Exception {
    assertThat(position(MariaDbServer.shared())).isNull();
  }
}
