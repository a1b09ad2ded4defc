package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A real PgBouncer with one session of the server, which another application uses as well
 * (pgjdbc#848, pgbouncer#224).
 */
@Tag("situation")
@Timeout(60)
class PostgreSqlPoolerTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");

  private final List<AutoCloseable> opened = new ArrayList<>();
  private PostgresServer server;

  @SuppressWarnings("NullAway.Init") // each test starts its own
  private PgBouncer pooler;

  @BeforeEach
  void start() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS pooled");
    server.asSuperuser("CREATE TABLE pooled (id INT)");
    server.asSuperuser("GRANT ALL ON pooled TO app");
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
    if (server != null) {
      server.asSuperuser("DROP TABLE IF EXISTS pooled");
    }
  }

  private void pooler(String mode, String... settings) throws Exception {
    pooler = PgBouncer.before(server, mode, settings);
    opened.add(pooler);
  }

  private SqlConnection open(
      Optional<PoolerMode> mode, Optional<String> schema, Optional<Duration> statementTimeout) {
    return open(mode, schema, statementTimeout, Map.of(), Optional.empty());
  }

  private SqlConnection open(
      Optional<PoolerMode> mode,
      Optional<String> schema,
      Optional<Duration> statementTimeout,
      Map<String, String> options,
      Optional<String> initSql) {
    SqlFixture fixture =
        SqlFixture.of(
            new PostgreSqlConfiguration(
                pooler.url(),
                "app",
                Optional.of(Secret.of("${env:DB_PASSWORD}", () -> PostgresServer.PASSWORD)),
                new SqlPoolSettings(
                    2,
                    Optional.empty(),
                    Duration.ofMinutes(15),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    initSql),
                false,
                schema,
                Optional.of("pooler-test"),
                Optional.empty(),
                Optional.empty(),
                statementTimeout,
                mode,
                options),
            "timeouts.connect",
            "5s");
    opened.add(fixture);
    return fixture.connection();
  }

  private Connection foreign() throws SQLException {
    return DriverManager.getConnection(pooler.foreignUrl());
  }

  private static String text(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static int insert(Connection jdbc, int id) throws SQLException {
    return update(jdbc, "INSERT INTO pooled VALUES (" + id + ")");
  }

  private void assertReadsChangeNoSessionOfOthers(SqlConnection orders) throws Exception {
    try (Connection foreign = foreign()) {
      String session = text(foreign, "SELECT pg_backend_pid()");
      for (int i = 0; i < 100; i++) {
        int id = i;
        String seen = orders.execute(READ, jdbc -> text(jdbc, "SELECT pg_backend_pid()"));
        assertThat(seen).isEqualTo(session); // the same session of the server, in turn
        assertThat(insert(foreign, id)).isEqualTo(1);
        orders.run(WRITE, jdbc -> assertThat(insert(jdbc, id)).isEqualTo(1));
        orders.runInTransaction(WRITE, jdbc -> assertThat(insert(jdbc, id)).isEqualTo(1));
        assertThat(text(foreign, "SHOW default_transaction_read_only")).isEqualTo("off");
      }
    }
    assertThatThrownBy(() -> orders.run(READ, jdbc -> insert(jdbc, 1)))
        .hasMessageContaining("read-only");
    assertThatThrownBy(() -> orders.runInTransaction(READ, jdbc -> insert(jdbc, 1)))
        .hasMessageContaining("read-only");
    try (SqlLease lease = orders.lease(READ)) {
      Connection jdbc = lease.resource();
      assertThat(jdbc.getAutoCommit()).isTrue();
      assertThatThrownBy(() -> insert(jdbc, 1)).hasMessageContaining("read-only");
      assertThat(number(jdbc, "SELECT 1")).isEqualTo(1); // as in auto-commit mode
      jdbc.setAutoCommit(false);
      assertThatThrownBy(() -> insert(jdbc, 1)).hasMessageContaining("read-only");
      jdbc.rollback();
      jdbc.setAutoCommit(true);
      assertThatThrownBy(() -> insert(jdbc, 1)).hasMessageContaining("read-only");
    }
    assertThat(server.ask("SELECT count(*) FROM pooled")).isEqualTo("300");
  }

  @Test
  void aReadChangesNoSessionOfOthersBehindAPoolerThatNobodyConfigured() throws Exception {
    pooler("transaction");
    assertReadsChangeNoSessionOfOthers(open(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aReadChangesNoSessionOfOthersBehindAPoolerForTransactions() throws Exception {
    pooler("transaction");
    assertReadsChangeNoSessionOfOthers(
        open(Optional.of(PoolerMode.TRANSACTION), Optional.empty(), Optional.empty()));
  }

  @Test
  void whatWouldChangeTheSessionOfOthersIsRejected() throws Exception {
    pooler("transaction");
    SqlConnection orders = open(Optional.empty(), Optional.empty(), Optional.empty());
    for (Operation operation : List.of(READ, WRITE)) {
      for (String sql :
          List.of(
              "SET search_path TO nowhere",
              "/* c */ SET app.tenant = 'x'",
              "LISTEN pooled",
              "PREPARE p AS SELECT 1",
              "CREATE TEMP TABLE left_behind (id INT)",
              "SELECT PG_ADVISORY_LOCK(4712)",
              "RESET ALL")) {
        assertThatThrownBy(() -> orders.run(operation, jdbc -> update(jdbc, sql)))
            .as(sql)
            .hasMessageContaining("pooler TRANSACTION");
      }
    }
    assertThatThrownBy(() -> orders.run(WRITE, jdbc -> jdbc.setSchema("nowhere")))
        .hasMessageContaining("pooler TRANSACTION");
    assertThatThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> jdbc.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)))
        .hasMessageContaining("pooler TRANSACTION");
    try (Connection foreign = foreign()) {
      assertThat(text(foreign, "SHOW search_path")).doesNotContain("nowhere");
      assertThat(text(foreign, "SHOW transaction_isolation")).isEqualTo("read committed");
      assertThat(text(foreign, "SELECT pg_try_advisory_xact_lock(4712)")).isEqualTo("t");
    }
    orders.runInTransaction(
        WRITE,
        jdbc -> {
          update(jdbc, "SET LOCAL app.tenant = 'x'");
          assertThat(number(jdbc, "SELECT 1 FROM pg_advisory_xact_lock(4712)")).isEqualTo(1);
        });
  }

  @Test
  void preparedStatementsWorkBehindAPoolerForTransactions() throws Exception {
    pooler("transaction");
    SqlConnection orders = open(Optional.empty(), Optional.empty(), Optional.empty());
    for (int i = 0; i < 20; i++) {
      orders.run(
          i % 2 == 0 ? READ : WRITE,
          jdbc -> {
            try (var statement = jdbc.prepareStatement("SELECT ?::int")) {
              statement.setInt(1, 42);
              ResultSet rows = statement.executeQuery();
              assertThat(rows.next()).isTrue();
              assertThat(rows.getInt(1)).isEqualTo(42);
            }
          });
    }
    assertThat(server.ask("SELECT count(*) FROM pg_prepared_statements")).isEqualTo("0");
  }

  @Test
  void aDeadlineCancelsTheStatementThroughThePooler() throws Exception {
    pooler("transaction");
    SqlConnection orders = open(Optional.empty(), Optional.empty(), Optional.empty());
    assertThatThrownBy(
            () ->
                orders.run(
                    READ.deadline(Duration.ofMillis(500)),
                    jdbc -> text(jdbc, "SELECT pg_sleep(30)")))
        .isInstanceOf(DeadlineExceededException.class);
    Await.until(
        "the server to be idle",
        () ->
            server
                .ask(
                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(30)%' AND state = 'active'")
                .equals("0"));
    orders.run(WRITE, jdbc -> assertThat(insert(jdbc, 1)).isEqualTo(1));
  }

  @Test
  void aRejectedStartupParameterIsExplainedByTheSettingThatMadeIt() throws Exception {
    pooler("transaction");
    SqlConnection withSchema =
        open(Optional.of(PoolerMode.NONE), Optional.of("public"), Optional.empty());
    assertThatThrownBy(() -> withSchema.run(READ, jdbc -> number(jdbc, "SELECT 1")))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContainingAll(
            "rejected the startup parameter search_path", "the setting schema", "pooler: SESSION");
    SqlConnection withTimeout =
        open(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(5)));
    assertThatThrownBy(() -> withTimeout.run(READ, jdbc -> number(jdbc, "SELECT 1")))
        .hasMessageContaining("the setting statementTimeout");
    SqlConnection withOptions =
        open(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("lock_timeout", "5s"),
            Optional.empty());
    assertThatThrownBy(() -> withOptions.run(READ, jdbc -> number(jdbc, "SELECT 1")))
        .hasMessageContaining("the setting options");
  }

  /** Ignored in silence, the schema of somebody else would be used. */
  @Test
  void aStartupParameterThatThePoolerIgnoresIsAnErrorToo() throws Exception {
    pooler("transaction", "ignore_startup_parameters = search_path,options");
    SqlConnection orders = open(Optional.empty(), Optional.of("public"), Optional.empty());
    assertThatThrownBy(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1")))
        .hasMessageContainingAll("A pooler was found", "schema", "SESSION");
  }

  @Test
  void sessionPoolingKeepsAllSettingsAndResets() throws Exception {
    pooler("session");
    SqlConnection orders =
        open(
            Optional.of(PoolerMode.SESSION),
            Optional.of("tenant_a, public"),
            Optional.of(Duration.ofSeconds(7)),
            Map.of("app.region", "eu'\\"),
            Optional.of("SET app.motto = 'begin'"));
    String base =
        "SELECT concat_ws('|', current_setting('search_path'), current_setting('statement_timeout'),"
            + " current_setting('app.region'), current_setting('app.motto'))";
    String expected = "tenant_a, public|7s|eu'\\|begin";
    assertThat(orders.<String>execute(READ, jdbc -> text(jdbc, base))).isEqualTo(expected);
    orders.run(WRITE, jdbc -> update(jdbc, "DISCARD ALL"));
    orders.run(WRITE, jdbc -> update(jdbc, "SET search_path TO nowhere"));
    assertThat(orders.<String>execute(READ, jdbc -> text(jdbc, base))).isEqualTo(expected);
    assertThatThrownBy(() -> orders.run(READ, jdbc -> insert(jdbc, 1)))
        .hasMessageContaining("read-only");
    orders.run(WRITE, jdbc -> assertThat(insert(jdbc, 1)).isEqualTo(1));
  }
}
