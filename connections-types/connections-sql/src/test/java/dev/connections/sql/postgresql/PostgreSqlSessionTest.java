package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.internal.text.SessionEffect;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** What a session carries from one borrower to the next, on a pool of one connection. */
@Tag("situation")
@Timeout(120)
class PostgreSqlSessionTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");

  /** What a tenant can leave behind: row-level security would show it another's rows. */
  private static final String LEFT =
      """
      SELECT concat_ws(', ',
        nullif(current_setting('app.tenant', true), ''),
        nullif(current_setting('search_path'), '"$user", public'),
        nullif(current_setting('lock_timeout'), '0'),
        nullif(current_setting('application_name'), 'session-test'),
        nullif(current_user::text, 'app'), nullif(session_user::text, 'app'),
        (SELECT 'lock' FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
        (SELECT 'listens' FROM pg_listening_channels() LIMIT 1),
        (SELECT 'cursor' FROM pg_cursors WHERE is_holdable LIMIT 1),
        (SELECT 'prepared' FROM pg_prepared_statements WHERE from_sql LIMIT 1),
        (SELECT 'table' FROM pg_class WHERE relpersistence = 't' AND relnamespace = pg_my_temp_schema() LIMIT 1))
      """;

  /** Where a statement can be run. */
  enum Way {
    EXECUTE,
    PREPARED,
    BATCH,
    TRANSACTION,
    BY_HAND,
    LEASE,
    CLIENT
  }

  private static final List<String> WAYS =
      List.of(
          "SET app.tenant = 'x'",
          "SET SESSION app.tenant TO 'x'",
          "/* tenant */ SET app.tenant = 'x'",
          "-- tenant\nSET app.tenant = 'x'",
          "SELECT 1; SET app.tenant = 'x'",
          "SELECT set_config('app.tenant', 'x', false)",
          "SELECT SET_CONFIG ('app.tenant', 'x', false)",
          "SELECT \"set_config\"('app.tenant', 'x', false)",
          "SELECT pg_catalog.set_config('app.tenant', 'x', false)",
          "WITH w AS (SELECT set_config('app.tenant', 'x', false)) SELECT * FROM w",
          "INSERT INTO tenants SELECT set_config('app.tenant', 'x', false)",
          "UPDATE tenants SET name = set_config('app.tenant', 'x', false)",
          "SELECT become('x')",
          "SELECT * FROM become('x')",
          "CALL become_by_call('x')",
          "DO $$ BEGIN PERFORM set_config('app.tenant', 'x', false); END $$",
          "EXPLAIN ANALYZE SELECT become('x')",
          "CREATE TABLE made_by_tenant AS SELECT become('x') AS name",
          "SET ROLE tenant",
          "SET search_path TO tenant, public",
          "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
          "SET lock_timeout = 7",
          "SELECT 'x' AS name INTO TEMP tenant_table",
          "CREATE TEMP TABLE tenant_table AS SELECT 'x' AS name",
          "CREATE VIEW pg_temp.tenant_view AS SELECT 'x' AS name",
          "PREPARE tenant_statement AS SELECT 'x'",
          "DECLARE tenant_cursor CURSOR WITH HOLD FOR SELECT 'x'",
          "LISTEN tenant",
          "SELECT PG_ADVISORY_LOCK(42)",
          "SELECT pg_try_advisory_lock_shared(42)");

  private final List<AutoCloseable> opened = new ArrayList<>();
  private PostgresServer server;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS tenants, made_by_tenant");
    server.asSuperuser("DROP ROLE IF EXISTS tenant");
    server.asSuperuser("CREATE ROLE tenant");
    server.asSuperuser("GRANT tenant TO app");
    server.asSuperuser("CREATE TABLE tenants (name TEXT)");
    server.asSuperuser("GRANT ALL ON tenants TO app, tenant");
    server.asSuperuser("INSERT INTO tenants VALUES ('x')");
    server.asSuperuser(
        "CREATE OR REPLACE FUNCTION become(t TEXT) RETURNS TEXT LANGUAGE sql"
            + " AS $$ SELECT set_config('app.tenant', t, false) $$");
    server.asSuperuser(
        "CREATE OR REPLACE PROCEDURE become_by_call(t TEXT) LANGUAGE plpgsql"
            + " AS $$ BEGIN PERFORM set_config('app.tenant', t, false); END $$");
    orders = open(Map.of(), Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    if (server != null) {
      server.asSuperuser("DROP TABLE IF EXISTS tenants, made_by_tenant");
      server.asSuperuser("DROP ROLE IF EXISTS tenant");
    }
  }

  private SqlConnection open(Map<String, String> options, Optional<String> initSql) {
    return open(options, initSql, Optional.empty());
  }

  private SqlConnection open(
      Map<String, String> options, Optional<String> initSql, Optional<String> schema) {
    SqlFixture fixture =
        SqlFixture.of(
            new PostgreSqlConfiguration(
                server.url(),
                "app",
                Optional.of(Secret.of("${env:DB_PASSWORD}", () -> PostgresServer.PASSWORD)),
                new SqlPoolSettings(
                    1,
                    Optional.empty(),
                    Duration.ofMinutes(15),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    initSql),
                false,
                schema,
                Optional.of("session-test"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                options));
    opened.add(fixture);
    return fixture.connection();
  }

  private void run(Way way, String sql) throws Exception {
    switch (way) {
      case EXECUTE -> orders.run(WRITE, jdbc -> execute(jdbc, sql));
      case PREPARED ->
          orders.run(
              WRITE,
              jdbc -> {
                try (var statement = jdbc.prepareStatement(sql)) {
                  statement.execute();
                }
              });
      case BATCH ->
          orders.run(
              WRITE,
              jdbc -> {
                try (Statement statement = jdbc.createStatement()) {
                  statement.addBatch(sql);
                  try {
                    statement.executeBatch();
                  } catch (java.sql.BatchUpdateException itGaveRows) {
                    assertThat(itGaveRows.getMessage()).contains("result");
                  }
                }
              });
      case TRANSACTION -> orders.runInTransaction(WRITE, jdbc -> execute(jdbc, sql));
      case BY_HAND ->
          orders.run(
              WRITE,
              jdbc -> {
                jdbc.setAutoCommit(false);
                execute(jdbc, sql);
                jdbc.commit();
              });
      case LEASE -> {
        try (SqlLease lease = orders.lease(WRITE)) {
          execute(lease.resource(), sql);
        }
      }
      case CLIENT -> {
        try (Connection jdbc = orders.client().getConnection()) {
          execute(jdbc, sql);
        }
      }
    }
  }

  private static void execute(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private String text(String sql) {
    return orders.<String>execute(READ, jdbc -> text(jdbc, sql));
  }

  private long discarded() {
    return Objects.requireNonNull(orders.snapshot().pool()).discarded();
  }

  /** typeorm#5857, node-mssql#1483. */
  @ParameterizedTest
  @EnumSource
  void tenantSetInAnyWayNeverReachesTheNextBorrower(Way way) throws Exception {
    String session = text("SELECT pg_backend_pid()");
    for (String sql : WAYS) {
      if (way == Way.BATCH && sql.startsWith("SELECT 1;")) {
        continue; // a batch ends at the first result, so the rest is not run
      }
      run(way, sql);
      assertThat(text(LEFT)).as(sql).isEmpty();
      assertThat(text("SELECT pg_backend_pid()")).as(sql).isEqualTo(session);
      orders.run(WRITE, jdbc -> update(jdbc, "UPDATE tenants SET name = 'y'"));
      server.asSuperuser("DROP TABLE IF EXISTS made_by_tenant");
    }
    assertThat(discarded()).isZero();
  }

  @Test
  void setLocalInATransactionCostsNoReset() {
    orders.runInTransaction(
        WRITE,
        jdbc -> {
          execute(jdbc, "SET LOCAL app.tenant = 'x'");
          assertThat(text(jdbc, "SHOW app.tenant")).isEqualTo("x");
        });
    assertThat(text("SELECT current_setting('app.tenant', true)")).isEmpty();
    assertThat(PostgreSqlSessionState.of("SET LOCAL app.tenant = 'x'"))
        .isEqualTo(SessionEffect.NONE);
  }

  @Test
  void whatCannotBeResetIsDiscardedAndCounted() {
    String session = text("SELECT pg_backend_pid()");
    orders.run(WRITE, jdbc -> execute(jdbc, "SELECT setseed(0.5)"));
    assertThat(text("SELECT pg_backend_pid()")).isNotEqualTo(session);
    assertThat(discarded()).isEqualTo(1);
    assertThat(orders.health().data()).containsEntry("pool.discarded", "1");
  }

  /** HikariCP#1087, #2346: each call made a new session. */
  @Test
  void whatJdbcCanSetBackIsResetAndNotDiscarded() throws Exception {
    String session = text("SELECT pg_backend_pid()");
    for (int i = 0; i < 20; i++) {
      try (Connection jdbc = orders.client().getConnection()) {
        jdbc.setSchema("tenant_" + i);
        jdbc.setCatalog("postgres");
        jdbc.setReadOnly(true);
        jdbc.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        jdbc.setClientInfo("ApplicationName", "tenant");
        jdbc.setTypeMap(Map.of("money", String.class));
        jdbc.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        Executor direct = Runnable::run;
        jdbc.setNetworkTimeout(direct, 5_000);
      }
      try (Connection jdbc = orders.client().getConnection()) {
        assertThat(text(jdbc, LEFT)).isEmpty();
        assertThat(jdbc.getSchema()).isEqualTo("public");
        assertThat(jdbc.isReadOnly()).isFalse();
        assertThat(jdbc.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(jdbc.getTypeMap()).isNullOrEmpty();
        assertThat(jdbc.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
        assertThat(jdbc.getNetworkTimeout()).isZero();
        assertThat(update(jdbc, "UPDATE tenants SET name = 'y'")).isEqualTo(1);
      }
    }
    assertThat(text("SELECT pg_backend_pid()")).isEqualTo(session);
    assertThat(discarded()).isZero();
  }

  @Test
  void aUsersResetMakesNoReadWritable() {
    for (String sql :
        List.of(
            "DISCARD ALL",
            "RESET ALL",
            "RESET default_transaction_read_only",
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")) {
      orders.run(
          READ,
          jdbc -> {
            execute(jdbc, sql);
            assertThat(jdbc.isReadOnly()).isTrue();
            assertThatThrownBy(() -> update(jdbc, "UPDATE tenants SET name = 'z'"))
                .as(sql)
                .hasMessageContaining("read-only");
          });
      assertThatThrownBy(
              () -> orders.run(READ, jdbc -> update(jdbc, "UPDATE tenants SET name = 'z'")))
          .as(sql)
          .hasMessageContaining("read-only");
      orders.run(WRITE, jdbc -> update(jdbc, "UPDATE tenants SET name = 'y'"));
    }
    assertThat(discarded()).isZero();
  }

  /** Going back from read-only must not overrule an operator who made the server read-only. */
  @Test
  void aWriteAfterAReadFollowsTheServersDefault() throws Exception {
    SqlConnection reader = open(Map.of(), Optional.empty());
    reader.run(READ, jdbc -> number(jdbc, "SELECT 1"));
    try {
      server.asSuperuser("ALTER SYSTEM SET default_transaction_read_only = on");
      server.asSuperuser("SELECT pg_reload_conf()");
      Await.until(
          "the server to be read-only",
          () -> server.ask("SHOW default_transaction_read_only").equals("on"));
      assertThatThrownBy(
              () -> reader.run(WRITE, jdbc -> update(jdbc, "UPDATE tenants SET name = 'y'")))
          .hasMessageContaining("read-only");
    } finally {
      try (Connection observer = server.observer()) {
        execute(observer, "SET default_transaction_read_only = off");
        execute(observer, "ALTER SYSTEM RESET default_transaction_read_only");
        execute(observer, "SELECT pg_reload_conf()");
      }
      Await.until(
          "the server to take writes",
          () -> server.ask("SHOW default_transaction_read_only").equals("off"));
    }
  }

  @Test
  void initSqlAndOptionsAreTheSessionsBaseAndSurviveResets() {
    orders =
        open(
            Map.of("lock_timeout", "5s", "app.region", "a 'b' \\ c"),
            Optional.of("SET app.motto = 'begin'"));
    String base =
        "SELECT concat_ws('|', current_setting('lock_timeout'), current_setting('app.region'),"
            + " current_setting('app.motto'), current_setting('application_name'))";
    String expected = "5s|a 'b' \\ c|begin|session-test";
    assertThat(text(base)).isEqualTo(expected);
    String session = text("SELECT pg_backend_pid()");
    for (String sql :
        List.of(
            "DISCARD ALL", "SET app.motto = 'x'", "SET lock_timeout = 1", "SET app.region = 'y'")) {
      orders.run(WRITE, jdbc -> execute(jdbc, sql));
      assertThat(text(base)).as(sql).isEqualTo(expected);
    }
    assertThat(text("SELECT pg_backend_pid()")).isEqualTo(session);
  }

  @Test
  void aPoolThatIsLargerThanTheServerAllowsIsWarnedOf() throws Exception {
    int logged = LogFile.read().length();
    server.asSuperuser("ALTER ROLE app CONNECTION LIMIT 5");
    try {
      SqlConnection small = sized(1);
      assertThat(Objects.requireNonNull(small.snapshot().server()).attributes())
          .containsEntry("maxConnections", "5");
      assertThat(LogFile.read().substring(logged)).doesNotContain("pool.maxSize is");

      sized(6);
      assertThat(LogFile.read().substring(logged))
          .contains("pool.maxSize is 6, but the server allows this user 5 connections at most");
    } finally {
      server.asSuperuser("ALTER ROLE app CONNECTION LIMIT -1");
    }
  }

  private SqlConnection sized(int size) {
    SqlFixture fixture = SqlFixture.of(SqlFixture.app(server.port(), size));
    opened.add(fixture);
    fixture.connection().connect();
    return fixture.connection();
  }

  /** An outsider's connection was UP, and no table of it was found. */
  @Test
  void aSchemaThatDoesNotExistIsWarnedOf() throws Exception {
    int logged = LogFile.read().length();
    open(Map.of(), Optional.empty(), Optional.of("nope"))
        .run(READ, jdbc -> number(jdbc, "SELECT 1"));
    assertThat(LogFile.read().substring(logged))
        .contains("the schema 'nope' (setting schema) does not exist");

    int before = LogFile.read().length();
    open(Map.of(), Optional.empty(), Optional.of("public"))
        .run(READ, jdbc -> number(jdbc, "SELECT 1"));
    assertThat(LogFile.read().substring(before)).doesNotContain("setting schema");
  }

  @Test
  void anInitSqlThatFailsIsNamed() {
    SqlConnection broken = open(Map.of(), Optional.of("SELECT nothing FROM nowhere"));
    assertThatThrownBy(() -> broken.run(READ, jdbc -> number(jdbc, "SELECT 1")))
        .hasMessageContainingAll(
            "pool.connectionInitSql failed: ERROR: relation \"nowhere\" does not exist",
            "at character 21 of the statement",
            "Correct pool.connectionInitSql");
    SqlConnection misspelt = open(Map.of(), Optional.of("SELCT 'canary'"));
    assertThatThrownBy(() -> misspelt.run(READ, jdbc -> number(jdbc, "SELECT 1")))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContainingAll(
            "pool.connectionInitSql failed: ERROR: syntax error at or near",
            "at character 1 of the statement",
            "outcome NOT_SENT")
        .hasMessageNotContaining("canary");
  }

  /** What the driver has prepared on the server is used again after a reset. */
  @Test
  void aResetKeepsWhatTheDriverHasPrepared() {
    for (int i = 0; i < 8; i++) {
      orders.run(
          WRITE,
          jdbc -> {
            try (var statement = jdbc.prepareStatement("SELECT become(?)")) {
              statement.setString(1, "x");
              statement.execute();
            }
          });
    }
    assertThat(
            text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%become($1)'"))
        .isEqualTo("1");
  }

  @Test
  void aSchemaSetByAFunctionDoesNotMakePreparedStatementsFail() throws Exception {
    server.asSuperuser("DROP SCHEMA IF EXISTS other CASCADE");
    server.asSuperuser("CREATE SCHEMA other");
    server.asSuperuser("CREATE TABLE other.tenants (name INT, more INT)");
    server.asSuperuser("GRANT ALL ON SCHEMA other TO app");
    server.asSuperuser("GRANT ALL ON other.tenants TO app");
    for (int i = 0; i < 10; i++) {
      boolean elsewhere = i % 2 == 0;
      orders.run(
          WRITE,
          jdbc -> {
            if (elsewhere) {
              execute(jdbc, "SELECT set_config('search_path', 'other', false)");
            }
            try (var statement = jdbc.prepareStatement("SELECT * FROM tenants")) {
              jdbc.unwrap(PGConnection.class);
              assertThat(statement.executeQuery().getMetaData().getColumnCount())
                  .isEqualTo(elsewhere ? 2 : 1);
            }
          });
    }
    server.asSuperuser("DROP SCHEMA other CASCADE");
  }
}
