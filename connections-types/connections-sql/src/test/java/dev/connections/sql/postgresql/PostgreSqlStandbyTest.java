package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.failure.Outcome;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ConnectionEvent.SwitchedOver;
import dev.connections.monitoring.HealthStatus;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.sql.SqlLease;
import dev.connections.testing.RecordingListener;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two real servers, of which one is a hot standby of the other (HikariCP#1556, #2185). */
@Tag("situation")
@Timeout(120)
class PostgreSqlStandbyTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RecordingListener listener = new RecordingListener();
  private PostgresServer primary;
  private PostgresServer standby;

  @SuppressWarnings("NullAway.Init") // each test opens its own
  private ConnectionProvider provider;

  @SuppressWarnings("NullAway.Init")
  private SqlConnection orders;

  @BeforeEach
  void start() throws Exception {
    primary = PostgresServer.started();
    primary.asSuperuser("CREATE TABLE item (id INT)");
    primary.asSuperuser("GRANT ALL ON item TO app");
    standby = primary.standby();
  }

  @AfterEach
  void stop() throws Exception {
    if (provider != null) {
      provider.close(Duration.ofSeconds(5));
    }
    if (standby != null) {
      standby.close();
    }
    if (primary != null) {
      primary.close();
    }
  }

  private void open(PostgresServer... servers) {
    StringBuilder text =
        new StringBuilder(
            """
            connections:
              orders-db:
                type: PostgreSql
                username: app
                password: ${env:DB_PASSWORD}
                pool: { maxSize: 3 }
                endpoints:
            """);
    for (PostgresServer server : servers) {
      text.append("      - name: %s\n".formatted(server == primary ? "primary" : "standby"))
          .append("        url: %s\n".formatted(server.url()));
    }
    ConnectionProviderBuilder builder =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText("connections.yaml", text.toString())
                    .environment(Map.of("DB_PASSWORD", PostgresServer.PASSWORD)));
    builder.types(SqlConnectionTypes.source());
    builder.listener(listener);
    provider = builder.open();
    orders = provider.get("orders-db", SqlConnection.class);
  }

  private static int insert(Connection jdbc) throws SQLException {
    return update(jdbc, "INSERT INTO item VALUES (1)");
  }

  private static void alter(PostgresServer server, String system) throws Exception {
    try (Connection observer = server.observer();
        Statement statement = observer.createStatement()) {
      statement.execute("SET default_transaction_read_only = off");
      statement.execute("ALTER SYSTEM " + system);
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private void becomesReadOnly(PostgresServer server) throws Exception {
    alter(server, "SET default_transaction_read_only = on");
    Await.until(
        "the server to be read-only",
        () -> server.ask("SHOW default_transaction_read_only").equals("on"));
  }

  @Test
  void aStandbyThatIsListedFirstGetsNoWrites() throws Exception {
    open(standby, primary);

    for (int i = 0; i < 5; i++) {
      orders.run(WRITE, jdbc -> assertThat(insert(jdbc)).isEqualTo(1));
      orders.runInTransaction(WRITE, jdbc -> assertThat(insert(jdbc)).isEqualTo(1));
      try (SqlLease lease = orders.lease(WRITE)) {
        assertThat(insert(lease.resource())).isEqualTo(1);
      }
      try (Connection jdbc = orders.client().getConnection()) {
        assertThat(insert(jdbc)).isEqualTo(1);
      }
    }

    assertThat(primary.ask("SELECT count(*) FROM item")).isEqualTo("20");
    assertThat(orders.snapshot().activeEndpoint()).isEqualTo("primary");
    SwitchedOver over =
        (SwitchedOver) listener.await(event -> event instanceof SwitchedOver, PATIENCE);
    assertThat(over.reason()).isEqualTo("it takes no writes");
    assertThat(orders.health().status()).isEqualTo(HealthStatus.DEGRADED);
  }

  @Test
  void aLeaseAsFirstUseOfAStandbyThatIsListedFirstGetsThePrimary() throws Exception {
    open(standby, primary);
    try (Connection jdbc = orders.client().getConnection()) {
      assertThat(insert(jdbc)).isEqualTo(1);
    }
  }

  @Test
  void aServerThatBecomesReadOnlyLosesItsWritesToThePromotedStandby() throws Exception {
    open(primary, standby);
    orders.run(WRITE, jdbc -> assertThat(insert(jdbc)).isEqualTo(1));
    assertThat(orders.snapshot().activeEndpoint()).isEqualTo("primary");
    orders.run(READ, jdbc -> number(jdbc, "SELECT 1"));
    Await.until("replication", () -> standby.ask("SELECT count(*) FROM item").equals("1"));

    becomesReadOnly(primary);
    assertThat(standby.ask("SELECT pg_promote()")).isEqualTo("t");

    for (int i = 0; i < 20; i++) {
      orders.run(WRITE, jdbc -> assertThat(insert(jdbc)).isEqualTo(1));
    }
    assertThat(orders.snapshot().activeEndpoint()).isEqualTo("standby");
    assertThat(standby.ask("SELECT count(*) FROM item")).isEqualTo("21");
    assertThat(primary.ask("SELECT count(*) FROM item")).isEqualTo("1");
    assertThat(orders.snapshot().operations().failed()).isZero();
  }

  @Test
  void aWriteThatAClientSeesRefusedMovesTheNextOnes() throws Exception {
    open(primary, standby);
    orders.run(WRITE, jdbc -> assertThat(insert(jdbc)).isEqualTo(1));
    becomesReadOnly(primary);
    assertThat(standby.ask("SELECT pg_promote()")).isEqualTo("t");

    try (Connection jdbc = orders.client().getConnection()) {
      assertThatThrownBy(() -> insert(jdbc)).hasMessageContaining("read-only");
    }
    Await.until("writes to move", () -> orders.snapshot().activeEndpoint().equals("standby"));
    try (Connection jdbc = orders.client().getConnection()) {
      assertThat(insert(jdbc)).isEqualTo(1);
    }
  }

  @Test
  void whereNoServerTakesWritesTheyFailAsTransientAndHealthSaysWhy() throws Exception {
    open(standby);
    orders.run(WRITE, jdbc -> assertThat(number(jdbc, "SELECT 1")).isEqualTo(1));
    assertThatThrownBy(() -> orders.run(WRITE, jdbc -> insert(jdbc)))
        .isInstanceOfSatisfying(
            TransientConnectionException.class,
            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED))
        .hasMessageContaining("The server takes no writes");
    assertThat(orders.health().status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(orders.health().problem()).contains("takes no writes");
    orders.run(READ, jdbc -> assertThat(number(jdbc, "SELECT 1")).isEqualTo(1));

    assertThat(standby.ask("SELECT pg_promote()")).isEqualTo("t");
    Await.until("health", () -> orders.health().status() == HealthStatus.UP);
    orders.run(WRITE, jdbc -> assertThat(insert(jdbc)).isEqualTo(1));
  }

  @Test
  void aTransactionThatIsReadOnlyByItselfMovesNothing() throws Exception {
    open(primary, standby);
    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    WRITE,
                    jdbc -> {
                      update(jdbc, "SET TRANSACTION READ ONLY");
                      insert(jdbc);
                    }))
        .isInstanceOf(dev.connections.failure.PermanentConnectionException.class);
    assertThat(orders.snapshot().activeEndpoint()).isEqualTo("primary");
    assertThat(orders.health().status()).isEqualTo(HealthStatus.UP);
  }
}
