package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outsider: "url must begin with jdbc:postgresql:" had the connection's place, and no value. */
@Timeout(30)
class UrlPlaceTest {

  @Test
  void aWrongUrlIsToldWhereItStandsWithItsValueAndWithoutCredentials() {
    ConnectionProviderBuilder builder =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                    "connections.yaml",
                    """
                    connections:
                      orders-db:
                        type: PostgreSql
                        url: postgres://app:can/ary@db/orders
                        username: app
                        statementTimeout: 0ms
                      cache:
                        type: H2
                        url: jdbc:hsqldb:mem:x
                    """));
    builder.types(SqlConnectionTypes.source());

    assertThatThrownBy(builder::verify)
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining(
            "connections.yaml:4:10  connections.orders-db.url = \"postgres://***@db/orders\": must"
                + " begin with jdbc:postgresql:")
        .hasMessageContaining(
            "connections.yaml:6:23  connections.orders-db.statementTimeout = \"0ms\": must be from"
                + " 1ms to 24d")
        .hasMessageContaining(
            "connections.yaml:9:10  connections.cache.url = \"jdbc:hsqldb:mem:x\": must begin with"
                + " jdbc:h2:")
        .hasMessageNotContaining("ary@")
        .hasMessageNotContaining("app:can");
  }
}
