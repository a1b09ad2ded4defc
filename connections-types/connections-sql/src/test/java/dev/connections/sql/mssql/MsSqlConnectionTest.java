package dev.connections.sql.mssql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.sqlserver.FakeSqlServer;
import dev.connections.testing.sqlserver.SqlServerAnswer;
import dev.connections.testing.sqlserver.SqlServerAnswer.Column;
import dev.connections.testing.sqlserver.SqlServerAnswer.ColumnType;
import dev.connections.testing.sqlserver.SqlServerAnswer.Failed;
import dev.connections.testing.sqlserver.SqlServerAnswer.Rows;
import dev.connections.testing.sqlserver.SqlServerAnswer.Updated;
import dev.connections.testing.sqlserver.SqlServerScript;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the real driver and a fake server, which answers as SQL Server is documented to. */
@Timeout(60)
class MsSqlConnectionTest {

  private static final Operation READ = Operation.read("read");
  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final String STATE = "SELECT @@TRANCOUNT, XACT_STATE()";

  private final List<String> texts = new CopyOnWriteArrayList<>();
  private volatile SqlServerAnswer own = new Updated(1);
  private volatile long open = 1;
  private volatile String updateability = "READ_WRITE";
  private final FakeSqlServer server =
      FakeSqlServer.start("app", "secret of app", SqlServerScript.of(this::answer));

  private SqlServerAnswer answer(String sql) {
    texts.add(sql.trim());
    if (sql.contains(STATE)) {
      return new Rows(
          List.of(new Column("", ColumnType.BIGINT), new Column("", ColumnType.BIGINT)),
          List.of(List.of(open, open)));
    }
    if (sql.contains("Updateability")) {
      return new Rows(
          List.of(new Column("", ColumnType.NVARCHAR)), List.of(List.of(updateability)));
    }
    if (sql.contains("own")) {
      return own;
    }
    return sql.contains("SELECT") ? SqlServerAnswer.number(1) : SqlServerAnswer.DONE;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SqlFixture open(String... settings) {
    return open(false, settings);
  }

  private SqlFixture open(boolean readOnly, String... settings) {
    return SqlFixture.of(
        new MsSqlConfiguration(
            "jdbc:sqlserver://localhost:" + server.port(),
            Optional.of("app"),
            Optional.of(Secret.of("${env:PASSWORD}", () -> "secret of app")),
            SqlPoolSettings.ofSize(1),
            readOnly,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of()),
        settings);
  }

  @Test
  void theServersProductIsInTheSnapshot() {
    try (SqlFixture fixture = open()) {
      fixture.connection().connect();

      assertThat(String.valueOf(fixture.connection().snapshot().server()))
          .contains("Microsoft SQL Server", "16.00.1000", "localhost");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2627  | 14 | false | UNIQUE_VIOLATION      | Violation of PRIMARY KEY constraint 'PK_a'. Cannot insert duplicate key in object 'dbo.a'. The duplicate key value is (ann@example.org). | constraint 'PK_a' | ann@
          2601  | 14 | false | UNIQUE_VIOLATION      | Cannot insert duplicate key row in object 'dbo.a' with unique index 'UX_a'. The duplicate key value is (ann@example.org). | index 'UX_a' | ann@
          547   | 16 | false | FOREIGN_KEY_VIOLATION | The INSERT statement conflicted with the FOREIGN KEY constraint "FK_b". The conflict occurred in database "shop", table "dbo.a", column 'id'. | "FK_b" | statement has
          547   | 16 | false | CHECK_VIOLATION       | The INSERT statement conflicted with the CHECK constraint "CK_b". The conflict occurred in database "shop", table "dbo.a". | "CK_b" | statement has
          515   | 16 | false | NOT_NULL_VIOLATION    | Cannot insert the value NULL into column 'id', table 'shop.dbo.a'; column does not allow nulls. | column 'id' | nulls
          2628  | 16 | false | OTHER                 | String or binary data would be truncated in table 'shop.dbo.a', column 'name'. Truncated value: 'ann@ex'. | column 'name' | ann@
          245   | 16 | false | OTHER                 | Conversion failed when converting the varchar value 'ann@example.org' to data type int. | Conversion failed | ann@
          208   | 16 | false | UNKNOWN_TABLE         | Invalid object name 'nope'. | 'nope' | statement has
          207   | 16 | false | UNKNOWN_COLUMN        | Invalid column name 'nope'. | 'nope' | statement has
          50001 | 16 | false | OTHER                 | Customer ann@example.org is blocked. | reported an error | ann@
          1205  | 13 | true  | DEADLOCK              | Transaction (Process ID 52) was deadlocked on lock resources with another process. | victim of a deadlock | statement has
          1222  | 16 | true  | LOCK_TIMEOUT          | Lock request time out period exceeded. | lock was not available | statement has
          3960  | 16 | true  | SERIALIZATION_FAILURE | Snapshot isolation transaction aborted due to update conflict. | collided | statement has
          3906  | 16 | false | OTHER                 | Failed to update database "shop" because the database is read-only. | read-only | statement has
          40501 | 16 | true  | OTHER                 | The service is currently busy. | busy | statement has
          1105  | 17 | false | OTHER                 | Could not allocate space. | full | statement has
          """)
  void anErrorIsKnownByItsNumberAndShowsNoData(
      int number,
      int severity,
      boolean again,
      SqlProblem problem,
      String text,
      String shown,
      String hidden) {
    own = new Failed(number, severity, text);
    try (SqlFixture fixture = open("retry.maxAttempts", "1")) {
      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class,
              () -> fixture.connection().run(WRITE, jdbc -> update(jdbc, "insert own")));

      assertThat((Object) failure)
          .isInstanceOf(
              again ? TransientConnectionException.class : PermanentConnectionException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(failure.getMessage()).contains(shown).doesNotContain(hidden);
      assertThat(failure.detail(SqlError.class))
          .hasValueSatisfying(
              error -> {
                assertThat(error.vendorCode()).isEqualTo(number);
                assertThat(error.problem()).isEqualTo(problem);
              });
      fixture.connection().run(READ, jdbc -> number(jdbc, "SELECT 1"));
      PoolStatistics pool = Objects.requireNonNull(fixture.connection().snapshot().pool());
      assertThat(pool.discarded()).as("the connection is kept").isZero();
      assertThat(pool.total()).isEqualTo(1);
    }
  }

  @Test
  void namesOfTheServersTextAreInTheDetail() {
    own =
        new Failed(
            515,
            16,
            "Cannot insert the value NULL into column 'id', table 'shop.dbo.orders'; column does"
                + " not allow nulls. INSERT fails.");
    try (SqlFixture fixture = open()) {
      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class,
              () -> fixture.connection().run(WRITE, jdbc -> update(jdbc, "insert own")));

      assertThat(failure.detail(SqlError.class))
          .contains(
              new SqlError(
                  "23000", 515, SqlProblem.NOT_NULL_VIOLATION, null, "dbo", "orders", "id"));
    }
  }

  @Test
  void anErrorThatEndsTheSessionCostsItsConnectionAndLeavesTheOutcomeOpen() {
    own =
        new Failed(
            596, 21, "Cannot continue the execution because the session is in the kill state.");
    try (SqlFixture fixture = open()) {
      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class,
              () -> fixture.connection().run(WRITE, jdbc -> update(jdbc, "insert own")));

      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
      own = new Updated(1);
      fixture.connection().run(WRITE, jdbc -> update(jdbc, "insert own"));
      assertThat(server.logins().size()).isGreaterThan(1);
    }
  }

  /** The next statement would begin another transaction, and its commit keep half of the work. */
  @ParameterizedTest
  @CsvSource({
    "0, The transaction can only be rolled back",
    "-1, The transaction can only be rolled back"
  })
  void aTransactionThatTheServerHasRolledBackIsNotCommitted(long state, String message) {
    try (SqlFixture fixture = open()) {
      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class,
              () ->
                  fixture
                      .connection()
                      .runInTransaction(
                          WRITE,
                          jdbc -> {
                            update(jdbc, "insert own");
                            own = new Failed(245, 16, "Conversion failed.");
                            open = state;
                            assertThatThrownBy(() -> update(jdbc, "insert own 2"))
                                .isInstanceOf(SQLException.class);
                            own = new Updated(1);
                            update(jdbc, "insert own 3");
                          }));

      assertThat(failure.getMessage()).contains(message);
      assertThat(texts)
          .doesNotContain("insert own 3", "IF @@TRANCOUNT > 0 COMMIT TRAN")
          .anyMatch(text -> text.contains("ROLLBACK"));
    }
  }

  @Test
  void aTransactionThatIsStillOpenAfterAFailureGoesOn() {
    try (SqlFixture fixture = open()) {
      fixture
          .connection()
          .runInTransaction(
              WRITE,
              jdbc -> {
                own = new Failed(2627, 14, "duplicate");
                assertThatThrownBy(() -> update(jdbc, "insert own"))
                    .isInstanceOf(SQLException.class);
                own = new Updated(1);
                update(jdbc, "insert own 2");
              });

      assertThat(texts).contains("insert own 2").anyMatch(text -> text.contains("COMMIT"));
    }
  }

  @Test
  void aDeadlineCancelsTheStatementAndKeepsTheConnection() {
    own = SqlServerAnswer.UNTIL_CANCELED;
    try (SqlFixture fixture = open()) {
      DeadlineExceededException failure =
          catchThrowableOfType(
              DeadlineExceededException.class,
              () ->
                  fixture
                      .connection()
                      .run(
                          READ.deadline(Duration.ofMillis(500)),
                          jdbc -> number(jdbc, "SELECT own")));

      assertThat((Object) failure).isNotNull();
      fixture.connection().run(READ, jdbc -> number(jdbc, "SELECT 1"));
      // Not by the logins: the failure may have the server probed, on a connection of its own.
      PoolStatistics pool = Objects.requireNonNull(fixture.connection().snapshot().pool());
      assertThat(pool.discarded()).isZero();
      assertThat(pool.total()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"SET LANGUAGE French, 2", "SELECT 2, 1"})
  void aSessionThatWasChangedIsNotLentAgain(String sql, int logins) {
    try (SqlFixture fixture = open()) {
      fixture.connection().run(WRITE, jdbc -> jdbc.createStatement().execute(sql));
      fixture.connection().run(READ, jdbc -> number(jdbc, "SELECT 1"));

      assertThat(server.logins()).hasSize(logins);
    }
  }

  @Test
  void readOnlyTakesOnlyADatabaseThatTakesNoWrites() {
    try (SqlFixture fixture = open(true)) {
      PermanentConnectionException failure =
          catchThrowableOfType(
              PermanentConnectionException.class, () -> fixture.connection().connect());

      assertThat(failure.getMessage())
          .contains("readOnly is set, but the database at jdbc:sqlserver://localhost")
          .contains("takes writes");

      updateability = "READ_ONLY";
      fixture.connection().run(READ, jdbc -> number(jdbc, "SELECT 1"));
      assertThat(server.logins()).allMatch(login -> login.readOnlyIntent());
    }
  }
}
