package dev.connections.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody sees who made mistakes in the file: all of them, at once, where they are. */
class BadInputTest {

  static final String FILE =
      """
      connections:
        orders-db:
          type: PostgreSql
          url: jdbc:postgresql://localhost/orders
          username: shop
          password: ${env:ORDERS_DB_PASSWORD}
          pool: { maxSise: 5, maxLifetime: 30 }
        catalog:
          type: Rset
          url: http://localhost/api
        mail:
          type: Smtp
          host: ""
          port: seventy
          timeouts: { total: 2s, attempt: 5s }
      """;

  @Test
  void everyMistakeOfAFileIsShownAtOnceWithPlaceValueAndRemedy() {
    ConnectionsConfiguration recipe =
        ConnectionsConfiguration.ofText("connections.yaml", FILE).environment(Map.of("OTHER", "x"));

    ConnectionConfigurationException refused =
        catchThrowableOfType(
            ConnectionConfigurationException.class, () -> OpenOrderConnections.open(recipe));

    assertThat(refused.getMessage())
        .isEqualTo(
            """
            [configuration] connections.yaml: 8 problems
              connections.yaml:6:15  connections.orders-db.password: refers to the variable \
            ORDERS_DB_PASSWORD, which is not set; hint: set it for this process; a setting that is \
            no secret may have a default: ${env:ORDERS_DB_PASSWORD:-default}
              connections.yaml:7:13  connections.orders-db.pool.maxSise: is not a known setting; \
            allowed: maxSize, minIdle, maxLifetime, keepalive, idleTimeout, leakThreshold, \
            connectionInitSql; hint: did you mean maxSize?
              connections.yaml:7:38  connections.orders-db.pool.maxLifetime = "30": has no unit; \
            allowed: a whole number with a unit: ms, s, m, h, d; hint: write 30s
              connections.yaml:9:11  connections.catalog.type = "Rset": is not a type of the \
            registry; allowed: H2, Jdbc, MariaDb, MsSql, MySql, Oracle, PostgreSql, Rest, Smtp, Sqlite; hint: did you mean Rest?
              connections.yaml:13:11  connections.mail.host = "": is not allowed; allowed: a text \
            that is not blank
              connections.yaml:14:11  connections.mail.port = "seventy": is not a whole number; \
            allowed: a whole number
              connections.yaml:15:37  connections.mail.timeouts.attempt = "5s": is not allowed; \
            allowed: at most timeouts.total, which is 2s
              connections.yaml  connections.audit: is required by the application, but is not \
            configured; hint: configured: orders-db, catalog, mail""");
  }
}
