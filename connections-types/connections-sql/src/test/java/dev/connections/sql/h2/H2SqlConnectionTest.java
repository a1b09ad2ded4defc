package dev.connections.sql.h2;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.Result;
import dev.connections.Secret;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SecretCheck;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import dev.connections.testsupport.Tries;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class H2SqlConnectionTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");

  private static final String ENDLESS =
      "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b WHERE a.x <> b.x";

  private static final String WAITING =
      "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL";

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final SqlFixture fixture = SqlFixture.of(H2Configuration.of(url));
  private final SqlConnection orders = fixture.connection();

  @BeforeEach
  void makeTable() {
    orders.run(jdbc -> update(jdbc, "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(20))"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Flyway lost all that it had migrated: H2 drops a database in memory with its last session. */
  @Test
  void aDatabaseInMemoryOutlivesSessionsThatCannotBeLentAgain() throws Exception {
    for (int use = 0; use < 3; use++) {
      try (Connection jdbc = orders.client().getConnection()) {
        update(jdbc, "SET SCHEMA PUBLIC");
      }
    }

    orders.run(jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'kept')"));
  }

  @Test
  void aDatabaseInMemoryGoesWithItsConnection() throws Exception {
    fixture.close();

    try (Connection after = DriverManager.getConnection(url);
        ResultSet tables = after.getMetaData().getTables(null, "PUBLIC", "ITEM", null)) {
      assertThat(tables.next()).isFalse();
    }
  }

  @Test
  void executeGivesAValueAndReturnsTheConnection() {
    assertThat(
            orders.<Integer>execute(
                WRITE, jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a')")))
        .isEqualTo(1);
    assertThat(count()).isEqualTo(1);
    assertThat(orders.snapshot().operations().inFlight()).isZero();
    assertThat(lent()).isZero();
  }

  @Test
  void aTransactionIsCommittedAsAWhole() {
    int inserted =
        orders.<Integer>inTransaction(
            WRITE,
            TransactionOptions.serializable(),
            jdbc -> {
              assertThat(jdbc.getAutoCommit()).isFalse();
              return update(jdbc, "INSERT INTO item VALUES (1, 'a')")
                  + update(jdbc, "INSERT INTO item VALUES (2, 'b')");
            });

    assertThat(inserted).isEqualTo(2);
    assertThat(count()).isEqualTo(2);
  }

  /**
   * Source: InnoDB's deadlock (1213), after which the next statements and the commit succeed. H2
   * does the same: it rolls back all of the transaction, and goes on as if it had begun.
   */
  @Test
  void aTransactionThatADeadlockHasRolledBackKeepsNoHalfOfItsWork() throws Exception {
    orders.run(jdbc -> update(jdbc, "INSERT INTO item VALUES (1, 'a'), (2, 'b')"));
    try (Connection other = DriverManager.getConnection(url, "sa", "");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SET LOCK_TIMEOUT 10000");
      statement.executeUpdate("UPDATE item SET name = 'other' WHERE id = 2");
      AtomicReference<Thread> waiting = new AtomicReference<>();
      List<SQLException> deadlocks = new CopyOnWriteArrayList<>();
      ConnectionException told =
          catchThrowableOfType(
              ConnectionException.class,
              () ->
                  orders.runInTransaction(
                      WRITE,
                      jdbc -> {
                        update(jdbc, "UPDATE item SET name = 'ours' WHERE id = 1");
                        waiting.set(waiter(statement));
                        try {
                          update(jdbc, "UPDATE item SET name = 'ours' WHERE id = 2");
                        } catch (SQLException deadlock) {
                          deadlocks.add(deadlock);
                        }
                        update(jdbc, "INSERT INTO item VALUES (3, 'c')");
                      }));
      Objects.requireNonNull(waiting.get()).join();
      other.rollback();

      assertThat(deadlocks).extracting(SQLException::getSQLState).containsExactly("40001");
      assertThat(told)
          .hasMessageContaining("can only be rolled back")
          .hasMessageNotContaining("had failed before")
          .cause()
          .cause()
          .hasMessageContaining("Deadlock detected");
      assertThat(told.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(count()).isEqualTo(2);
    }
  }

  private Thread waiter(Statement other) {
    try {
      return otherWaitsForOurs(other);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** Another session that waits for a row of ours, which does not wait for it yet. */
  private Thread otherWaitsForOurs(Statement other) throws Exception {
    Thread waits =
        TestThreads.thread(
            "other",
            () -> {
              try {
                other.executeUpdate("UPDATE item SET name = 'other' WHERE id = 1");
              } catch (SQLException chosen) {
                // then the deadlock was ended here, which the test would notice
              }
            });
    waits.start();
    try (Connection observer = DriverManager.getConnection(url, "sa", "")) {
      Await.until("the other to wait", () -> number(observer, WAITING) > 0);
    }
    return waits;
  }

  @Test
  void theApplicationsExceptionRollsBackAndPassesUnchanged() {
    IllegalArgumentException mine = new IllegalArgumentException("mine");

    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    WRITE,
                    jdbc -> {
                      update(jdbc, "INSERT INTO item VALUES (1, 'a')");
                      throw mine;
                    }))
        .isSameAs(mine);
    assertThat(count()).isZero();
    assertThat(orders.snapshot().operations().failed()).isZero();
  }

  @Test
  void aViolatedConstraintRollsBackAndIsPermanent() {
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    WRITE,
                    jdbc -> {
                      update(jdbc, "INSERT INTO item VALUES (1, 'a')");
                      update(jdbc, "INSERT INTO item VALUES (1, 'b')");
                    }))
        .satisfies(
            failure -> {
              assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 23505");
              assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
              assertThat(failure).hasCauseInstanceOf(SQLException.class);
            });
    assertThat(count()).isZero();
  }

  @Test
  void aTransactionIsEndedByNobodyButItself() {
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> orders.runInTransaction(Connection::commit))
        .withMessageContaining("commit is not allowed in inTransaction");
    orders.runInTransaction(
        jdbc -> {
          update(jdbc, "INSERT INTO item VALUES (1, 'a')");
          var savepoint = jdbc.setSavepoint();
          update(jdbc, "INSERT INTO item VALUES (2, 'b')");
          jdbc.rollback(savepoint);
        });
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void workThatIsLeftUncommittedIsAnError() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      jdbc.setAutoCommit(false);
                      update(jdbc, "INSERT INTO item VALUES (1, 'a')");
                    }))
        .withMessageContainingAll("orders-db", "'write'", "rolled back", "inTransaction");
    assertThat(count()).isZero();
  }

  @Test
  void workThatCommitsByItselfIsFine() {
    orders.run(
        WRITE,
        jdbc -> {
          jdbc.setAutoCommit(false);
          update(jdbc, "INSERT INTO item VALUES (1, 'a')");
          jdbc.commit();
          update(jdbc, "INSERT INTO item VALUES (2, 'b')");
          jdbc.setAutoCommit(true); // commits, as JDBC has it
        });
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aCursorNeedsNoCommitInARead() {
    assertThat(
            orders.<Integer>execute(
                READ,
                jdbc -> {
                  jdbc.setAutoCommit(false);
                  return number(jdbc, "SELECT COUNT(*) FROM item");
                }))
        .isZero();
  }

  @Test
  void whatIsKeptBeyondTheWorkRefusesToWork() throws Exception {
    Connection kept = orders.execute(jdbc -> jdbc);
    PreparedStatement statement =
        orders.execute(jdbc -> jdbc.prepareStatement("INSERT INTO item VALUES (1, 'a')"));

    assertThatThrownBy(kept::createStatement)
        .isInstanceOf(SQLException.class)
        .hasMessage("The JDBC connection is used after it was returned");
    assertThatThrownBy(statement::execute).isInstanceOf(SQLException.class);
    assertThat(kept.isClosed()).isTrue();
    statement.close();
    kept.close();
    assertThat(lent()).isZero();
  }

  @Test
  void aLeaseHoldsAConnectionUntilItIsClosed() throws Exception {
    SqlLease lease = orders.lease(READ);
    try (lease) {
      assertThat(number(lease.resource(), "SELECT COUNT(*) FROM item")).isZero();
      assertThat(orders.snapshot().holders())
          .singleElement()
          .satisfies(holder -> assertThat(holder.operation()).isEqualTo("read"));
    }
    lease.close();

    assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(lease::resource);
    assertThat(orders.snapshot().holders()).isEmpty();
    assertThat(lent()).isZero();
  }

  @Test
  void aClientsConnectionHoldsAPermitUntilItIsClosed() throws Exception {
    try (Connection jdbc = orders.client().getConnection()) {
      assertThat(number(jdbc, "SELECT COUNT(*) FROM item")).isZero();
      assertThat(orders.snapshot().holders()).hasSize(1);
    }
    assertThat(orders.snapshot().holders()).isEmpty();
    assertThat(lent()).isZero();
    assertThat(orders.client()).isSameAs(orders.client());
  }

  @Test
  void aClosedConnectionRefusesItsClientsToo() {
    var client = orders.client();
    assertThat(fixture.close(Duration.ofSeconds(1)).problem()).isNull();

    assertThatThrownBy(client::getConnection)
        .isInstanceOf(SQLException.class)
        .hasCauseInstanceOf(ConnectionClosedException.class);
    assertThatExceptionOfType(ConnectionClosedException.class)
        .isThrownBy(() -> orders.run(jdbc -> {}));
  }

  @Test
  void theDeadlineCancelsTheStatement() throws Exception {
    Operation soon = WRITE.deadline(Duration.ofMillis(300));
    Tries.oneOfSeveral(
        () ->
            assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> orders.run(soon, jdbc -> number(jdbc, ENDLESS)))
                .satisfies(
                    failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED)));

    assertThat(count()).isZero();
    assertThat(lent()).isZero();
  }

  @Test
  void failuresCanBeValues() {
    Result<Integer> result =
        orders.tryExecute(WRITE, jdbc -> number(jdbc, "SELECT * FROM nowhere"));

    assertThat(result).isInstanceOf(Result.Failure.class);
  }

  @Test
  void statesOfH2AreUnderstood() {
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> orders.run(jdbc -> update(jdbc, "SELEKT 1")))
        .satisfies(failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 42001"));
    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> orders.run(jdbc -> number(jdbc, "SELECT 1 / 0")))
        .satisfies(failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 22012"));
    assertOpeningFails(
        "jdbc:h2:mem:nowhere-" + UUID.randomUUID() + ";IFEXISTS=TRUE",
        "90146",
        PermanentConnectionException.class);
    assertOpeningFails("jdbc:h2:tcp://localhost:1/x", "90067", TransientConnectionException.class);
  }

  private static void assertOpeningFails(
      String url, String state, Class<? extends ConnectionException> expected) {
    try (SqlFixture other = SqlFixture.of(H2Configuration.of(url))) {
      assertThatExceptionOfType(expected)
          .isThrownBy(() -> other.connection().connect())
          .satisfies(
              failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE " + state));
    }
  }

  @Test
  void aWrongPasswordIsAnAuthenticationFailureThatDoesNotShowIt() {
    H2Configuration wrong =
        new H2Configuration(
            url,
            "sa",
            Optional.of(Secret.of("${env:H2}", () -> PostgresServer.PASSWORD)),
            SqlPoolSettings.DEFAULT,
            false,
            Optional.empty());
    try (SqlFixture other = SqlFixture.of(wrong)) {
      assertThatExceptionOfType(ConnectionAuthenticationException.class)
          .isThrownBy(() -> other.connection().connect())
          .satisfies(failure -> SecretCheck.assertNowhereIn(failure));
    }
  }

  @Test
  void aReadOnlyDatabaseRefusesWrites(@TempDir Path folder) {
    String file = "jdbc:h2:" + folder.resolve("db");
    try (SqlFixture writable = SqlFixture.of(H2Configuration.of(file))) {
      writable.connection().run(jdbc -> update(jdbc, "CREATE TABLE t (i INT)"));
    }
    H2Configuration readOnly =
        new H2Configuration(
            file, "sa", Optional.empty(), SqlPoolSettings.ofSize(2), true, Optional.empty());
    try (SqlFixture other = SqlFixture.of(readOnly)) {
      assertThatExceptionOfType(PermanentConnectionException.class)
          .isThrownBy(
              () -> other.connection().run(jdbc -> update(jdbc, "INSERT INTO t VALUES (1)")))
          .satisfies(
              failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 90097"));
    }
  }

  @Test
  void theServerSaysWhatItIs() {
    ServerMetadata server = Objects.requireNonNull(orders.snapshot().server());

    assertThat(server.product()).isEqualTo("H2");
    assertThat(server.version()).startsWith("2.4.240");
    assertThat(server.address()).isEqualTo(url);
  }

  @Test
  void morePermitsThanConnectionsAreRefused() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> SqlFixture.of(H2Configuration.of(url), "bulkhead.maxConcurrent", "11"))
        .withMessageContaining(
            "bulkhead.maxConcurrent must be at most pool.maxSize (10), but was 11");
  }

  @Test
  void aNestedUseFailsAtOnceInsteadOfWaitingForItself() {
    assertThatThrownBy(() -> orders.run(READ, outer -> orders.run(WRITE, inner -> {})))
        .hasMessageContainingAll("'write'", "'read'");
  }

  /** H2 keeps the query timeout for the session: findings/h2-query-timeout-... shows it. */
  @Test
  void theNextUserOfASessionDoesNotInheritTheQueryTimeout() throws Exception {
    try (SqlFixture one = SqlFixture.of(H2Configuration.of(url), "pool.maxSize", "1")) {
      SqlConnection single = one.connection();
      int session = single.<Integer>execute(READ, H2SqlConnectionTest::session);

      single.run(READ, H2SqlConnectionTest::limitStatements);
      assertUnlimited(single, session);
      try (SqlLease lease = single.lease(READ)) {
        limitStatements(lease.resource());
      }
      assertUnlimited(single, session);
      try (Connection jdbc = single.client().getConnection()) {
        limitStatements(jdbc);
      }
      assertUnlimited(single, session);
      single.inTransaction(
          WRITE,
          TransactionOptions.serializable(),
          jdbc -> {
            limitStatements(jdbc);
            return 0;
          });
      assertUnlimited(single, session);
    }
  }

  private static int session(Connection jdbc) throws SQLException {
    return number(jdbc, "SELECT SESSION_ID()");
  }

  private static void limitStatements(Connection jdbc) throws SQLException {
    for (int seconds = 1; seconds <= 2; seconds++) {
      try (Statement statement = jdbc.createStatement()) {
        statement.setQueryTimeout(seconds);
        statement.execute("SELECT 1");
      }
    }
  }

  private static void assertUnlimited(SqlConnection single, int session) {
    single.run(
        READ,
        jdbc -> {
          assertThat(session(jdbc)).isEqualTo(session);
          try (Statement statement = jdbc.createStatement()) {
            assertThat(statement.getQueryTimeout()).isZero();
          }
        });
  }

  private int lent() {
    return Objects.requireNonNull(orders.snapshot().pool()).active();
  }

  private int count() {
    return orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT COUNT(*) FROM item"));
  }
}
