package dev.connections.sql.jdbc;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("situation")
@Timeout(60)
class JdbcConnectionTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");

  private @Nullable SqlFixture fixture;
  private @Nullable SqlConnection opened;

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  private SqlConnection open(JdbcConfiguration configuration, String... settings) {
    fixture = SqlFixture.of(configuration, settings);
    opened = fixture.connection();
    return opened;
  }

  private SqlConnection items() {
    return Objects.requireNonNull(opened);
  }

  private SqlConnection open(JdbcDatabase database) throws Exception {
    SqlConnection items = open(database.configuration(SqlPoolSettings.ofSize(1)));
    items.run(
        WRITE,
        jdbc -> {
          update(jdbc, "DROP TABLE IF EXISTS item");
          update(jdbc, "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)");
        });
    return items;
  }

  private int count() {
    return asked("SELECT COUNT(*) FROM item");
  }

  private int asked(String sql) {
    return items().execute(READ, jdbc -> number(jdbc, sql));
  }

  private long discarded() {
    return Objects.requireNonNull(items().snapshot().pool()).discarded();
  }

  private static ConnectionException failure(@Nullable Throwable thrown) {
    assertThat(thrown).isInstanceOf(ConnectionException.class);
    return (ConnectionException) Objects.requireNonNull(thrown);
  }

  @ParameterizedTest
  @EnumSource
  void statementsAndTransactionsRun(JdbcDatabase database) throws Exception {
    open(database);

    items().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a')"));
    items()
        .runInTransaction(
            WRITE,
            jdbc -> {
              update(jdbc, "INSERT INTO item VALUES (2, 'b')");
              update(jdbc, "INSERT INTO item VALUES (3, 'c')");
            });
    Throwable unused =
        catchThrowable(
            () ->
                items()
                    .runInTransaction(
                        WRITE,
                        jdbc -> {
                          update(jdbc, "INSERT INTO item VALUES (4, 'd')");
                          throw new IllegalStateException("rolls back");
                        }));
    assertThat(count()).isEqualTo(3);
    assertThat(
            items().query(READ, "SELECT name FROM item WHERE id > ?", row -> row.getString(1), 1))
        .containsExactlyInAnyOrder("b", "c");
  }

  @ParameterizedTest
  @EnumSource
  void whatTheDriverCanDoIsFoundOutAndTold(JdbcDatabase database) throws Exception {
    open(database);
    count();

    assertThat(items().snapshot().toString())
        .contains("networkTimeout=" + database.networkTimeout)
        .contains("cancel=accepted")
        .contains("readOnly=not enforced");
    assertThat(items().checkHealth().toString()).contains("UP");
  }

  /** SQLite's driver has no states, so nothing is known of its failure. */
  @ParameterizedTest
  @EnumSource
  void aConstraintThatIsViolatedWasNotAppliedIfTheDriverSaysSo(JdbcDatabase database)
      throws Exception {
    open(database);
    items().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a')"));
    long before = discarded();

    ConnectionException failure =
        failure(
            catchThrowable(
                () ->
                    items().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'b')"))));
    boolean told = database != JdbcDatabase.SQLITE;
    assertThat(failure.outcome()).isEqualTo(told ? Outcome.NOT_APPLIED : Outcome.UNKNOWN);
    assertThat(count()).isEqualTo(1);
    assertThat(discarded()).isEqualTo(before + (told ? 0 : 1));
  }

  /** An outsider was told "Connection is closed" instead, with the outcome UNKNOWN. */
  @ParameterizedTest
  @EnumSource
  void aTransactionWhoseFailureIsCaughtGoesOnOrShowsThatFailure(JdbcDatabase database)
      throws Exception {
    open(database);
    items().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a')"));
    long before = discarded();

    Throwable thrown =
        catchThrowable(
            () ->
                items()
                    .runInTransaction(
                        WRITE,
                        jdbc -> {
                          assertThat(
                                  catchThrowable(
                                      () -> update(jdbc, "INSERT INTO item VALUES (1, 'b')")))
                              .isInstanceOf(SQLException.class);
                          update(jdbc, "INSERT INTO item VALUES (2, 'b')");
                        }));

    switch (database) {
      case H2, HSQLDB -> { // whose driver says what it was
        assertThat(thrown).isNull();
        assertThat(count()).isEqualTo(2);
        assertThat(discarded()).isEqualTo(before);
      }
      case SQLITE -> {
        ConnectionException failure = failure(thrown);
        assertThat(failure)
            .hasMessageContaining("can only be rolled back, because a statement failed before")
            .hasRootCauseInstanceOf(SQLException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(count()).isEqualTo(1);
      }
      case POSTGRE_SQL -> assertThat(count()).isEqualTo(1); // where the server ends transactions
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "HSQLDB"})
  void aCallThatTheDriverDoesNotSupportCostsNothing(JdbcDatabase database) throws Exception {
    open(database);
    long before = discarded();

    ConnectionException failure =
        failure(
            catchThrowable(
                () -> items().run(WRITE, jdbc -> jdbc.createStruct("x", new Object[] {1}))));

    assertThat(failure).hasMessageContaining("does not support the JDBC call");
    assertThat(failure.outcome()).isIn(Outcome.NOT_SENT, Outcome.NOT_APPLIED);
    assertThat(count()).isZero();
    assertThat(discarded()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HSQLDB")
  void aConnectionWhoseStatementWasCanceledIsNotLentAgain(JdbcDatabase database) throws Exception {
    open(database);
    Operation hurried = READ.deadline(Duration.ofMillis(300));
    long before = discarded();

    failure(catchThrowable(() -> items().run(hurried, jdbc -> number(jdbc, database.endless()))));

    assertThat(count()).isZero();
    assertThat(discarded()).isGreaterThan(before);
  }

  @ParameterizedTest
  @EnumSource
  void aSessionThatWasChangedIsClosed(JdbcDatabase database) throws Exception {
    open(database);
    long before = discarded();

    items().run(WRITE, jdbc -> execute(jdbc, database.set()));

    assertThat(count()).isZero();
    items().run(WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a')"));
    assertThat(discarded()).isEqualTo(before + 1);
  }

  private static void execute(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aSessionThatAStatementResetsIsLentAgain() throws Exception {
    open(
        JdbcDatabase.POSTGRE_SQL.configuration(
            SqlPoolSettings.ofSize(1), Optional.of("DISCARD ALL")));
    int before = asked("SELECT pg_backend_pid()");

    items().run(WRITE, jdbc -> execute(jdbc, "SET lock_timeout = 4711"));

    assertThat(asked("SELECT current_setting('lock_timeout')::INT")).isZero();
    assertThat(asked("SELECT pg_backend_pid()")).isEqualTo(before);
  }

  @Test
  void aStatementForItMakesEachSessionReadOnly() throws Exception {
    JdbcConfiguration plain = JdbcDatabase.POSTGRE_SQL.configuration(SqlPoolSettings.ofSize(1));
    open(
        new JdbcConfiguration(
            plain.url(),
            plain.username(),
            plain.password(),
            plain.pool(),
            true,
            Optional.of("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"),
            Optional.of("SELECT NOT pg_is_in_recovery()"),
            Optional.empty(),
            Map.of()));

    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(() -> items().run(WRITE, jdbc -> update(jdbc, "CREATE TABLE never (id INT)")))
        .withMessageContaining("read-only transaction");
    assertThat(items().snapshot().toString()).contains("readOnly=by readOnlyStatement");
  }

  @Test
  void aUrlThatNoDriverAcceptsIsAClearError() {
    open(JdbcConfiguration.of("jdbc:nowhere://db/a"));

    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> items().run(READ, jdbc -> {}))
        .withMessageContaining("No JDBC driver accepts a url that begins with jdbc:nowhere:")
        .withMessageContaining("org.h2.Driver")
        .withMessageContaining("DriverManager.registerDriver");
  }

  @Test
  void aServerThatIsAwayIsTransientAndItsAddressIsShownWithoutParameters() {
    open(JdbcConfiguration.of("jdbc:postgresql://localhost:1/orders?sslmode=disable&x=canary"));

    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(() -> items().run(READ, jdbc -> {}))
        .withMessageContaining("connection refused at jdbc:postgresql://localhost:1/orders")
        .satisfies(failure -> assertThat(failure.toString()).doesNotContain("canary"))
        .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT));
  }

  @Test
  void aRejectedLoginIsAQuestionOfCredentials() throws Exception {
    JdbcConfiguration plain = JdbcDatabase.POSTGRE_SQL.configuration(SqlPoolSettings.ofSize(1));
    open(
        new JdbcConfiguration(
            plain.url(),
            Optional.of("app"),
            Optional.of(Secret.of("${env:X}", () -> PostgresServer.PASSWORD + "x")),
            plain.pool(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of()));

    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(() -> items().run(READ, jdbc -> {}))
        .withMessageContaining("rejected the credentials")
        .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT));
  }
}
