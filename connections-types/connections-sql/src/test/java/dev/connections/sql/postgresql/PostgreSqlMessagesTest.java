package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.TlsMode;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a message names the setting, or the other session, that is to blame. */
@Tag("situation")
@Timeout(60)
class PostgreSqlMessagesTest {

  private static final Operation WRITE = Operation.nonIdempotent("write").maxAttempts(1);

  private final List<SqlFixture> opened = new ArrayList<>();
  private PostgresServer server;

  @BeforeEach
  void start() throws Exception {
    server = PostgresServer.shared();
  }

  @AfterEach
  void close() {
    opened.forEach(SqlFixture::close);
  }

  private SqlConnection open(
      String parameters,
      Map<String, String> options,
      @Nullable Duration limit,
      @Nullable PoolerMode pooler) {
    SqlFixture fixture =
        SqlFixture.of(
            new PostgreSqlConfiguration(
                PostgresServer.url(server.port()) + parameters,
                "app",
                Optional.of(Secret.of("${env:X}", () -> PostgresServer.PASSWORD)),
                SqlPoolSettings.ofSize(2),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(TlsMode.DISABLE),
                Optional.empty(),
                Optional.ofNullable(limit),
                Optional.ofNullable(pooler),
                options));
    opened.add(fixture);
    return fixture.connection();
  }

  private static ConnectionException failure(SqlConnection orders, String sql) {
    Throwable thrown = catchThrowable(() -> orders.run(WRITE, jdbc -> number(jdbc, sql)));
    assertThat(thrown).isInstanceOf(ConnectionException.class);
    return (ConnectionException) thrown;
  }

  @ParameterizedTest
  @CsvSource({
    "scketTimeout=5, scketTimeout, Did you mean socketTimeout?",
    "tcpkeepalive=true, tcpkeepalive, Write tcpKeepAlive; case matters",
    "nonsense=canary, nonsense, take them away"
  })
  void aParameterThatTheDriverDoesNotKnowIsRejected(String query, String name, String instead) {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> open("?" + query, Map.of(), null, null))
        .withMessageContaining("pgjdbc does not know, and would ignore")
        .withMessageContaining(name)
        .withMessageContaining(instead)
        .withMessageNotContaining("canary");
  }

  @Test
  void aParameterThatTheDriverKnowsIsTaken() {
    SqlConnection orders = open("?socketTimeout=5&tcpNoDelay=true", Map.of(), null, null);

    int one = orders.execute(WRITE, jdbc -> number(jdbc, "SELECT 1"));
    assertThat(one).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "lock_timeot, 5s, options.lock_timeot, ",
    "lock_timeout, five, options.lock_timeout, ",
    "shared_buffers, 5MB, options.shared_buffers, ",
    "log_statement, all, options.log_statement, ",
    "lock_timeot, 5s, options.lock_timeot, SESSION",
    "lock_timeout, five, options.lock_timeout, SESSION"
  })
  void anOptionThatTheServerRejectsIsNamedAsItIsWritten(
      String option, String value, String setting, @Nullable PoolerMode pooler) {
    ConnectionException failure =
        failure(open("", Map.of(option, value), null, pooler), "SELECT 1");

    assertThat(failure)
        .hasMessageContaining("The server rejects the setting " + setting)
        .hasMessageContaining("Correct " + setting)
        .hasMessageNotContaining("Correct the statement");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void aStatementThatTheSettingHasEndedNamesTheSetting() {
    SqlConnection orders = open("", Map.of(), Duration.ofMillis(200), null);

    assertThat(failure(orders, "SELECT 1 FROM pg_sleep(9)"))
        .hasMessageContaining("raise statementTimeout")
        .hasMessageNotContaining("attemptTimeout");
  }

  /** As on every other database; an outsider was told that a retry would fail the same way. */
  @Test
  void aLockThatIsNotHadInTimeIsTransientAndItsHolderIsToBeFound() throws Exception {
    server.asSuperuser("DROP TABLE IF EXISTS locked");
    server.asSuperuser("CREATE TABLE locked (id INT)");
    server.asSuperuser("GRANT ALL ON locked TO app");
    SqlConnection orders = open("", Map.of("lock_timeout", "100ms"), null, null);

    for (String sql : List.of("LOCK TABLE locked", "LOCK TABLE locked NOWAIT")) {
      orders.runInTransaction(
          WRITE,
          holder -> {
            update(holder, "LOCK TABLE locked");
            Throwable thrown = Objects.requireNonNull(takenBeside(sql));
            assertThat(thrown)
                .isInstanceOf(TransientConnectionException.class)
                .hasMessageContaining("pg_blocking_pids");
            ConnectionException failure = (ConnectionException) thrown;
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.detail(SqlError.class).orElseThrow().problem())
                .isEqualTo(SqlProblem.LOCK_TIMEOUT);
          });
    }
    server.asSuperuser("DROP TABLE locked");
  }

  private @Nullable Throwable takenBeside(String sql) {
    SqlConnection other = open("", Map.of("lock_timeout", "100ms"), null, null);
    return catchThrowable(() -> other.runInTransaction(WRITE, jdbc -> update(jdbc, sql)));
  }

  @Test
  @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what the type forbids
  void aStatementThatIsNullIsNamed() {
    SqlConnection orders = open("", Map.of(), null, null);

    assertThatNullPointerException()
        .isThrownBy(() -> orders.query(WRITE, null, row -> row.getLong(1)))
        .withMessage("sql");
    assertThatNullPointerException()
        .isThrownBy(() -> orders.update(WRITE, null))
        .withMessage("sql");
  }
}
