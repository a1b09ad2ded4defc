package dev.connections.sample.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Leasing;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.CircuitOpenException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.rest.RestRequest;
import dev.connections.sample.peers.PostgresServer;
import dev.connections.testing.FakeLeasingConnection;
import dev.connections.testing.FaultProxy;
import dev.connections.testing.InMemoryConnectionProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of {@code docs/testing.md}. */
@Timeout(120)
class TestingExamplesTest {

  private static final Operation CREATE = Operation.idempotent("create-table");

  private static void run(OpenShop app, String sql) {
    app.orders()
        .run(
            CREATE,
            jdbc -> {
              try (Statement statement = jdbc.createStatement()) {
                statement.execute(sql);
              }
            });
  }

  @Test
  void aServiceRunsAgainstADatabaseInMemory() {
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText(
            "test",
            """
            connections:
              orders-db: { type: H2, url: "jdbc:h2:mem:known-customers" }
              catalog:   { type: Rest, url: "http://localhost/not-called" }
            """);
    try (OpenShop app = OpenShop.open(configuration)) {
      run(app, "create table customers (email varchar(200) primary key)");

      assertThat(KnownCustomers.addIfNew(app.orders(), "ann@example.org")).isTrue();
      assertThat(KnownCustomers.addIfNew(app.orders(), "ann@example.org")).isFalse();
    }
  }

  private static OpenShop open(int port) {
    return OpenShop.open(
        ConnectionsConfiguration.ofText(
            "test",
            """
            defaults: { preset: none } # no retries: each answer is for one request
            connections:
              orders-db: { type: H2, url: "jdbc:h2:mem:not-called" }
              catalog:   { type: Rest, url: "http://localhost:%s/api" }
            """
                .formatted(port)));
  }

  @Test
  void aServiceCallsAServerOfTheTest() throws IOException, InterruptedException {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().build()); // the probe, when it is opened
      server.enqueue(new MockResponse.Builder().code(404).build());
      try (OpenShop app = open(server.getPort())) {
        CatalogClient client = new CatalogClient(app.catalog());

        assertThat(client.find("978-3")).isEmpty();
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/api/books/978-3");
      }
    }
  }

  @Test
  void anOutageIsMadeByIsolatingTheConnection() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      try (OpenShop app = open(server.getPort())) {
        app.provider().control("catalog").isolate("primary", Duration.ofMinutes(1), "a test");

        assertThatThrownBy(() -> new CatalogClient(app.catalog()).find("978-3"))
            .isInstanceOf(CircuitOpenException.class);
      }
    }
  }

  private static OpenShop open(FaultProxy proxy) {
    return OpenShop.open(
        ConnectionsConfiguration.ofText(
            "test",
            """
            connections:
              orders-db:
                type: PostgreSql
                url: "jdbc:postgresql://localhost:%s/postgres"
                username: postgres
              catalog: { type: Rest, url: "http://localhost/not-called" }
            """
                .formatted(proxy.port())));
  }

  @Test
  void anAnswerThatIsLostIsNotTakenForAFailure() throws IOException {
    try (PostgresServer postgres = startOrSkip();
        FaultProxy proxy = FaultProxy.to("localhost", postgres.port());
        OpenShop app = open(proxy)) {
      run(app, "create table orders (value text)");
      PlacedOrders placed = new PlacedOrders(app.orders(), new PlacedOrders.Stock(app.orders()));
      run(app, "create table reservations (value text)");

      proxy.dropReplyOnce("COMMIT"); // the server commits, and the response is lost

      assertThatThrownBy(() -> placed.place("a-1")).isInstanceOf(OutcomeUnknownException.class);
    }
  }

  private static PostgresServer startOrSkip() {
    try {
      return PostgresServer.start(Path.of("target"));
    } catch (IOException cannot) {
      return abort("PostgreSQL cannot start here: " + cannot.getMessage());
    }
  }

  /** A license server's session. */
  interface Seats {
    int free();
  }

  /** A connection type of one's own. */
  interface LicenseConnection extends ManagedConnection<Object>, Leasing<Seats> {}

  @Test
  void aPostWhoseResponseIsLostIsNotSentAgain() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().build()); // the probe, when it is opened
      server.enqueue(new MockResponse.Builder().code(204).build());
      server.enqueue(new MockResponse.Builder().build()); // another probe, after the loss
      try (FaultProxy proxy = FaultProxy.to("localhost", server.getPort());
          OpenShop app = open(proxy.port())) {
        app.catalog().connect();
        AtomicInteger posts = new AtomicInteger();
        proxy.onRequest(
            sent -> posts.addAndGet(new String(sent, UTF_8).startsWith("POST") ? 1 : 0));

        proxy.dropReplyOnce("POST /api/payments"); // the server does it, and the response is lost

        RestRequest pay = RestRequest.post("/payments").body(Map.of("amount", 5));
        assertThatThrownBy(() -> app.catalog().exchange(pay, String.class))
            .isInstanceOf(OutcomeUnknownException.class);
        assertThat(posts).hasValue(1);
      }
    }
  }

  static final class FakeLicenses extends FakeLeasingConnection<Object, Seats>
      implements LicenseConnection {
    FakeLicenses(int free) {
      super("licenses", new Object(), () -> () -> free);
    }
  }

  /** What is tested. */
  record Desk(ConnectionProvider connections) {
    private static final Operation COUNT = Operation.read("count-seats");

    boolean hasSeat() {
      LicenseConnection licenses = connections.get("licenses", LicenseConnection.class);
      return licenses.execute(COUNT, Seats::free) > 0;
    }
  }

  @Test
  void aConnectionOfYourOwnTypeIsFaked() {
    FakeLicenses licenses = new FakeLicenses(3);
    try (ConnectionProvider connections =
        InMemoryConnectionProvider.builder()
            .with("licenses", LicenseConnection.class, licenses)
            .build()) {
      Desk desk = new Desk(connections);
      assertThat(desk.hasSeat()).isTrue();
      assertThat(licenses.performed()).extracting(Operation::name).containsExactly("count-seats");

      licenses.failWith(
          new TransientConnectionException(Diagnosis.of("licenses", "gone").build(), null));
      assertThatThrownBy(desk::hasSeat).isInstanceOf(TransientConnectionException.class);
    }
  }
}
