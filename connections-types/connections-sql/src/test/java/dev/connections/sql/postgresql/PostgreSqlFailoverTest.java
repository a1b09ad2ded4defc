package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.ConnectionEvent.AllEndpointsDown;
import dev.connections.monitoring.ConnectionEvent.SwitchedOver;
import dev.connections.monitoring.HealthStatus;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.sql.TransactionOptions;
import dev.connections.testing.FaultProxy;
import dev.connections.testing.RecordingListener;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One server that is reached on two ways, of which one at a time is cut. */
@Timeout(60)
class PostgreSqlFailoverTest {

  private static final Operation STORE = Operation.idempotent("store");
  private static final Operation FIND = Operation.read("find");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static @Nullable PostgresServer started;

  private final RecordingListener listener = new RecordingListener();
  private PostgresServer server;
  private FaultProxy primary;
  private FaultProxy standby;

  @SuppressWarnings("NullAway.Init") // each test opens its own
  private ConnectionProvider provider;

  @SuppressWarnings("NullAway.Init")
  private SqlConnection orders;

  private static PostgresServer startedServer() throws Exception {
    PostgresServer running = started;
    if (running == null) {
      running = PostgresServer.started();
      running.asSuperuser("CREATE TABLE item (id INT)");
      running.asSuperuser("GRANT ALL ON item TO app");
      running.asSuperuser("CREATE ROLE reader LOGIN PASSWORD '" + PostgresServer.PASSWORD + "'");
      running.asSuperuser("GRANT ALL ON item TO reader");
      running.asSuperuser("ALTER ROLE reader SET default_transaction_read_only = on");
      started = running;
    }
    return running;
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (started != null) {
      started.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = startedServer();
    server.asSuperuser("TRUNCATE item");
    primary = FaultProxy.to("localhost", server.port());
    standby = FaultProxy.to("localhost", server.port());
  }

  @AfterEach
  void stop() {
    if (provider != null) {
      provider.close(Duration.ofSeconds(5));
    }
    if (primary != null) {
      primary.close();
      standby.close();
    }
  }

  private void openWithStandbyAs(String role) {
    open("username: app", "username: " + role);
  }

  /** Opens both endpoints, each with a setting of its own. */
  private void open(String forPrimary, String forStandby) {
    ConnectionsConfiguration text =
        ConnectionsConfiguration.ofText(
                "connections.yaml",
                """
                connections:
                  orders-db:
                    type: PostgreSql
                    username: app
                    password: ${env:DB_PASSWORD}
                    failover:
                      failBack: 300ms
                    monitoring:
                      recoverAfter: 1
                    endpoints:
                      - name: primary
                        url: %s
                        %s
                      - name: standby
                        url: %s
                        %s
                """
                    .formatted(
                        PostgresServer.url(primary.port()),
                        forPrimary,
                        PostgresServer.url(standby.port()),
                        forStandby))
            .environment(Map.of("DB_PASSWORD", PostgresServer.PASSWORD));
    ConnectionProviderBuilder builder = Connections.builder().configuration(text);
    builder.types(SqlConnectionTypes.source());
    builder.listener(listener);
    provider = builder.open();
    orders = provider.get("orders-db", SqlConnection.class);
  }

  private static void store(Connection jdbc, int id) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO item SELECT "
              + id
              + " WHERE NOT EXISTS (SELECT 1 FROM item WHERE id = "
              + id
              + ")");
    }
  }

  private void store(int id) {
    orders.runInTransaction(
        STORE, TransactionOptions.DEFAULT.repeatable(5), jdbc -> store(jdbc, id));
  }

  private String active() {
    return orders.snapshot().activeEndpoint();
  }

  private boolean isStored(int id) {
    try {
      store(id);
      return true;
    } catch (ConnectionException failure) {
      return false;
    }
  }

  /** The primary is gone at COMMIT: what became of the transaction is seen where it moves to. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLostCommitIsLookedAtWhereTheConnectionHasMovedTo(boolean applied) throws Exception {
    open("username: app\n        pool: { maxSize: 1 }", "username: app");
    orders.connect(); // nothing is committed yet: pgjdbc sends the text of COMMIT but once
    assertThat(active()).isEqualTo("primary");
    List<Integer> runs = new ArrayList<>();
    AtomicBoolean cut = new AtomicBoolean();
    if (applied) {
      primary.dropReplyOnce("COMMIT");
    }
    primary.onRequest(
        bytes -> {
          if (new String(bytes, StandardCharsets.ISO_8859_1).contains("COMMIT")
              && !cut.getAndSet(true)) {
            primary.refuseConnections();
            if (!applied) {
              primary.reset();
            }
          }
        });

    orders.runInTransaction(
        Operation.nonIdempotent("place").deadline(PATIENCE),
        TransactionOptions.DEFAULT
            .repeatable(2)
            .verifiedBy(jdbc -> number(jdbc, "SELECT count(*) FROM item WHERE id = 2") > 0),
        (jdbc, attempt) -> {
          runs.add(attempt);
          store(jdbc, 2);
        });

    assertThat(runs).hasSize(applied ? 1 : 2);
    assertThat(active()).isEqualTo("standby");
    assertThat(server.ask("SELECT count(*) FROM item WHERE id = 2")).isEqualTo("1");
  }

  @Test
  void writesMoveToTheOtherWayAndBackAndTheHandleStaysValid() throws Exception {
    openWithStandbyAs("app");
    store(1);
    assertThat(active()).isEqualTo("primary");

    primary.reset().refuseConnections();
    Await.until("a write gets through", () -> isStored(2));
    assertThat(active()).isEqualTo("standby");
    try (Connection jdbc = orders.client().getConnection()) {
      assertThat(number(jdbc, "SELECT count(*) FROM item")).isEqualTo(2);
    }
    assertThat(orders.health().status()).isEqualTo(HealthStatus.DEGRADED);
    SwitchedOver over =
        (SwitchedOver) listener.await(event -> event instanceof SwitchedOver, PATIENCE);
    assertThat(over.from()).isEqualTo("primary");
    assertThat(over.to()).isEqualTo("standby");
    assertThat(over.reason()).isNotBlank().doesNotContain(PostgresServer.PASSWORD);

    primary.heal();
    Await.until("failed back", () -> active().equals("primary"));
    store(3);
    assertThat(server.ask("SELECT count(*) FROM item")).isEqualTo("3");
    assertThat(orders.health().status()).isEqualTo(HealthStatus.UP);
    listener.assertInOrder();
  }

  @ParameterizedTest
  @ValueSource(strings = {"username: reader", "readOnly: true"})
  void writesNeverMoveToAnEndpointThatRejectsThemButReadsDo(String whyItDoes) throws Exception {
    open("username: app", whyItDoes);
    store(1);
    primary.reset().refuseConnections();

    assertThat(orders.<Integer>execute(FIND, jdbc -> number(jdbc, "SELECT count(*) FROM item")))
        .isEqualTo(1);
    AllEndpointsDown down =
        (AllEndpointsDown) listener.await(event -> event instanceof AllEndpointsDown, PATIENCE);
    assertThat(down.reasons()).containsEntry("standby", "it takes no writes");
    assertThatThrownBy(() -> store(2)).isInstanceOf(ConnectionException.class);
    assertThat(active()).isEqualTo("primary");
    assertThat(server.ask("SELECT count(*) FROM item")).isEqualTo("1");

    primary.heal();
    Await.until("a write gets through", () -> isStored(2));
    assertThat(active()).isEqualTo("primary");
    assertThat(listener.events(SwitchedOver.class)).isEmpty();
  }

  @Test
  void anOperatorIsToldWhyAReadOnlyServerCannotTakeOver() {
    openWithStandbyAs("reader");
    store(1);
    assertThatThrownBy(() -> provider.control("orders-db").switchTo("standby", "maintenance"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("it takes no writes");
    assertThat(active()).isEqualTo("primary");
  }

  @Test
  void whereNoEndpointIsToTakeWritesAnyServerTakesOver() throws Exception {
    open("readOnly: true", "readOnly: true");
    orders.run(FIND, jdbc -> number(jdbc, "SELECT 1"));
    assertThat(orders.health().status()).isEqualTo(HealthStatus.UP);
    primary.reset().refuseConnections();

    Await.until(
        "taken over",
        () -> {
          orders.run(FIND, jdbc -> number(jdbc, "SELECT 1"));
          return active().equals("standby");
        });
  }
}
