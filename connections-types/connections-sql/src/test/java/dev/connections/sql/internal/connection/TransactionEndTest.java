package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlLease;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a transaction ends, and what of it the next borrower meets, on a pool of one connection. */
@Tag("situation")
@Timeout(60)
class TransactionEndTest {

  private static final Operation PLACE = Operation.nonIdempotent("place").maxAttempts(1);
  private static final Operation COUNT = Operation.read("count");

  private PostgresServer server;
  private SqlFixture fixture;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    dropTables();
    server.asSuperuser("CREATE TABLE end_order (id INT PRIMARY KEY)");
    server.asSuperuser(
        "CREATE TABLE end_line (id INT REFERENCES end_order DEFERRABLE INITIALLY DEFERRED)");
    server.asSuperuser("GRANT ALL ON end_order, end_line TO app");
    fixture = SqlFixture.of(SqlFixture.app(server.port(), 1), "timeouts.acquire", "2s");
    orders = fixture.connection();
  }

  @AfterEach
  void close() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
    if (server != null) {
      server.asSuperuser("ALTER ROLE app RESET ALL");
      dropTables();
    }
  }

  private void dropTables() throws SQLException {
    server.asSuperuser("DROP TABLE IF EXISTS end_line, end_order");
  }

  private void insert(Connection jdbc, int id) throws SQLException {
    update(jdbc, "INSERT INTO end_order VALUES (" + id + ")");
  }

  /** What others see. */
  private String stored() throws SQLException {
    return server.ask("SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM end_order");
  }

  private long discarded() {
    return Objects.requireNonNull(orders.snapshot().pool()).discarded();
  }

  /** Work that catches what it is told, and calls what joins, which is then told as the cause. */
  private void goesOn(Connection jdbc, boolean othersJoin) {
    assertThat(catchThrowable(() -> insert(jdbc, 2))).isInstanceOf(SQLException.class);
    if (othersJoin) {
      assertThat(catchThrowable(() -> orders.run(PLACE, same -> insert(same, 3))))
          .isInstanceOf(ConnectionException.class);
      assertThat(catchThrowable(() -> orders.runInTransaction(PLACE, same -> insert(same, 4))))
          .isInstanceOf(ConnectionException.class);
    }
  }

  /**
   * Source: vertx-jdbc-client#356; after any transaction its connections stayed out of auto-commit
   * mode, and writes that had succeeded were never committed.
   */
  @Test
  void whatIsWrittenAfterATransactionIsCommittedAtOnce() throws Exception {
    orders.runInTransaction(PLACE, jdbc -> insert(jdbc, 1));
    orders.run(PLACE, jdbc -> insert(jdbc, 2));
    assertThat(stored()).isEqualTo("1,2");

    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE,
                    jdbc -> {
                      insert(jdbc, 3);
                      throw new IllegalArgumentException("rolls back");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    orders.run(PLACE, jdbc -> insert(jdbc, 4));
    try (Connection jdbc = orders.client().getConnection()) {
      jdbc.setAutoCommit(false);
      insert(jdbc, 5);
    }
    try (SqlLease lease = orders.lease(PLACE)) {
      assertThat(lease.resource().getAutoCommit()).isTrue();
      insert(lease.resource(), 6);
    }

    assertThat(stored()).isEqualTo("1,2,4,6");
    assertThat(discarded()).isZero();
  }

  /**
   * Source: quarkus#45087; after the transaction had timed out, its work went on in auto-commit
   * mode, and what it wrote stayed.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void afterItsDeadlineNothingOfATransactionIsWrittenAnywhere(boolean othersJoin) throws Exception {
    Operation brief = PLACE.deadline(Duration.ofMillis(500));

    Throwable failure =
        catchThrowable(
            () ->
                orders.runInTransaction(
                    brief,
                    jdbc -> {
                      insert(jdbc, 1);
                      assertThatThrownBy(() -> number(jdbc, "SELECT 1 FROM pg_sleep(20)"))
                          .isInstanceOf(SQLException.class);
                      goesOn(jdbc, othersJoin);
                    }));

    // What joined says that it was rolled back, unless the deadline's own end comes first.
    boolean rolledBack = othersJoin && failure instanceof IllegalStateException;
    assertThat(failure)
        .isInstanceOf(rolledBack ? IllegalStateException.class : ConnectionException.class)
        .hasMessageContaining(rolledBack ? "was rolled back" : "500 ms (Operation.deadline)");
    assertThat(stored()).isEmpty();
    orders.run(PLACE, jdbc -> insert(jdbc, 5));
    assertThat(stored()).isEqualTo("5");
  }

  /**
   * Sources: HikariCP#674, db-replica#44; giving back a connection that was made read-only failed
   * in the middle of its transaction. quarkus#47466; the next borrower got it read-only.
   */
  @Test
  void readOnlyDoesNotOutliveItsUserEvenInTheMiddleOfATransaction() throws Exception {
    for (int round = 0; round < 3; round++) {
      try (Connection jdbc = orders.client().getConnection()) {
        jdbc.setReadOnly(true);
        jdbc.setAutoCommit(false);
        assertThat(number(jdbc, "SELECT count(*) FROM end_order")).isEqualTo(round);
        assertThatThrownBy(() -> jdbc.setReadOnly(false)).isInstanceOf(SQLException.class);
      }
      orders.runInTransaction(COUNT, jdbc -> number(jdbc, "SELECT count(*) FROM end_order"));
      try (Connection jdbc = orders.client().getConnection()) {
        assertThat(jdbc.isReadOnly()).isFalse();
        insert(jdbc, round);
      }
    }
    assertThat(stored()).isEqualTo("0,1,2");
    assertThat(discarded()).isZero();
  }

  /**
   * Sources: HikariCP#1918, porsager/postgres#1155; the server ended a session that was idle in its
   * transaction, and the statements after that ran elsewhere, outside of it.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTransactionThatTheServerEndsForBeingIdleIsNotWrittenInPart(boolean othersJoin)
      throws Exception {
    server.asSuperuser("ALTER ROLE app SET idle_in_transaction_session_timeout = '200ms'");

    Throwable failure =
        catchThrowable(
            () ->
                orders.runInTransaction(
                    PLACE,
                    jdbc -> {
                      insert(jdbc, 1);
                      Await.until(
                          "the server has ended the session",
                          () -> server.sessions("orders-db", "state LIKE 'idle in%'") == 0);
                      goesOn(jdbc, othersJoin);
                    }));

    assertThat(failure)
        .isInstanceOf(othersJoin ? IllegalStateException.class : ConnectionException.class)
        .isNotInstanceOf(OutcomeUnknownException.class);
    assertThat(stored()).isEmpty();
    orders.run(PLACE, jdbc -> insert(jdbc, 4));
    assertThat(stored()).isEqualTo("4");
  }

  /**
   * Sources: jdbi#471, spring-batch#2617; a deferred constraint fails at COMMIT. The outcome is
   * known, and the database's reason is not lost behind that of the rollback.
   */
  @Test
  void aConstraintThatFailsAtCommitSaysSoAndNothingIsStored() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Throwable failure =
        catchThrowable(
            () ->
                orders.runInTransaction(
                    Operation.nonIdempotent("place"),
                    jdbc -> {
                      runs.incrementAndGet();
                      insert(jdbc, 1);
                      update(jdbc, "INSERT INTO end_line VALUES (77)");
                    }));

    assertThat(failure)
        .isInstanceOfSatisfying(
            PermanentConnectionException.class,
            thrown -> {
              SqlError sql = thrown.detail(SqlError.class).orElseThrow();
              assertThat(sql.sqlState()).isEqualTo("23503");
              assertThat(sql.table()).isEqualTo("end_line");
            });
    assertThat(runs).hasValue(1);
    assertThat(stored()).isEmpty();
    assertThat(discarded()).isZero();
  }

  /**
   * Source: spring-framework#24064; a serialization failure at COMMIT looked like any failure, and
   * was not repeated.
   */
  @Test
  void aSerializationFailureAtCommitIsRepeatedAsAWhole() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    try (Connection other = server.observer();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      other.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      orders.runInTransaction(
          Operation.nonIdempotent("place"),
          TransactionOptions.serializable().repeatable(3),
          jdbc -> {
            int seen = number(jdbc, "SELECT count(*) FROM end_order");
            if (runs.incrementAndGet() == 1) {
              statement.execute("SELECT count(*) FROM end_order");
              statement.execute("INSERT INTO end_order VALUES (1)");
              insert(jdbc, 100 + seen);
              other.commit();
            } else {
              insert(jdbc, 100 + seen);
            }
          });
    }
    assertThat(runs).hasValue(2);
    assertThat(stored()).isEqualTo("1,101");
  }

  /**
   * Source: micronaut-data#3333; a second transaction that got no connection broke the first one.
   */
  @Test
  void aSecondTransactionThatGetsNoConnectionLeavesTheFirstAsItWas() throws Exception {
    orders.runInTransaction(
        PLACE.deadline(Duration.ofSeconds(20)),
        outer -> {
          insert(outer, 1);
          assertThatThrownBy(
                  () ->
                      orders.runInTransaction(
                          PLACE,
                          TransactionOptions.DEFAULT.requiresNew(),
                          inner -> insert(inner, 2)))
              .isInstanceOf(ConnectionException.class);
          orders.run(PLACE, joined -> assertThat(joined).isSameAs(outer));
          orders.run(PLACE, joined -> insert(joined, 3));
        });
    assertThat(stored()).isEqualTo("1,3");
  }

  /**
   * Source: micronaut-data#3660; when the rollback failed as well, the thread kept the dead
   * connection, and all that it did later failed.
   */
  @Test
  void aThreadWhoseTransactionWasLostWorksOnWithAnotherConnection() throws Exception {
    for (int round = 0; round < 3; round++) {
      int id = round;
      assertThat(
              catchThrowable(
                  () ->
                      orders.runInTransaction(
                          PLACE,
                          jdbc -> {
                            insert(jdbc, 100 + id);
                            server.asSuperuser(
                                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                                    + " WHERE application_name = 'orders-db'"
                                    + " AND state = 'idle in transaction'");
                            insert(jdbc, 200 + id);
                          })))
          .isInstanceOf(ConnectionException.class)
          .isNotInstanceOf(OutcomeUnknownException.class);
      orders.runInTransaction(PLACE, jdbc -> insert(jdbc, id));
    }
    assertThat(stored()).isEqualTo("0,1,2");
  }
}
