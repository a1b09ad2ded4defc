package dev.connections.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.provider.Connections;
import dev.connections.rest.RestConnectionTypes;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import java.io.IOException;
import java.sql.Statement;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.ResponseBody;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples do what the page says. */
@Timeout(120)
class ClientExamplesTest {

  private ConnectionProvider provider;
  private SqlConnection orders;

  @BeforeEach
  void open() {
    provider =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                    "test",
                    """
                    connections:
                      orders-db: { type: H2, url: "jdbc:h2:mem:client-examples" }
                    """))
            .types(SqlConnectionTypes.source())
            .open();
    orders = provider.get("orders-db", SqlConnection.class);
    orders.run(
        Operation.idempotent("create-table"),
        jdbc -> {
          try (Statement statement = jdbc.createStatement()) {
            statement.execute("create table orders (name varchar(100) primary key)");
          }
        });
  }

  @AfterEach
  void close() {
    assertThat(provider.snapshot().connections().get(0).holders()).isEmpty();
    provider.close();
  }

  @Test
  void jooqReadsAndWrites() {
    JooqOrders jooq = new JooqOrders(orders, SQLDialect.H2);
    jooq.add("b", "a");

    assertThat(jooq.names()).containsExactly("a", "b");
  }

  @Test
  void jdbiReadsAndWrites() {
    JdbiOrders jdbi = new JdbiOrders(orders);
    jdbi.add("b", "a");

    assertThat(jdbi.names()).containsExactly("a", "b");
  }

  @Test
  void springReadsAndWrites() {
    SpringOrders spring = new SpringOrders(orders);
    spring.add("b", "a");

    assertThat(spring.names()).containsExactly("a", "b");
  }

  @Test
  void hibernateReadsAndWrites() {
    try (HibernateOrders hibernate = new HibernateOrders(orders)) {
      hibernate.add("a");

      assertThat(hibernate.names()).containsExactly("a");
    }
  }

  @Test
  void retrofitCallsTheUrlOfTheConfiguration() throws IOException, InterruptedException {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().build()); // the probe, when it is opened
      server.enqueue(new MockResponse.Builder().body("a book").build());
      try (ConnectionProvider catalog =
              Connections.builder()
                  .configuration(
                      ConnectionsConfiguration.ofText(
                          "test",
                          "connections: { catalog: { type: Rest, url: 'http://localhost:%d/api' } }"
                              .formatted(server.getPort())))
                  .types(RestConnectionTypes.source())
                  .open();
          ResponseBody book = RetrofitCatalog.of(catalog).book("978-3").execute().body()) {
        assertThat(book).isNotNull();
        assertThat(book.string()).isEqualTo("a book");
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/api/books/978-3");
      }
    }
  }
}
