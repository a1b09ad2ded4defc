package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.Phase;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.HealthStatus;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whose time has passed, and what it was doing. An outsider's program slept in its work, and was
 * told that it had waited in phase ACQUIRE for a setting that it had not written.
 */
@Timeout(60)
class DeadlineOfWorkTest {

  private static final Operation WRITE = Operation.nonIdempotent("write").maxAttempts(1);
  private static final Operation READ = Operation.read("read").maxAttempts(1);

  private final CountDownLatch never = new CountDownLatch(1);
  private PostgresServer server;
  private @Nullable SqlFixture fixture;

  @BeforeEach
  void start() throws Exception {
    server = PostgresServer.shared();
  }

  @AfterEach
  void stop() {
    never.countDown();
    if (fixture != null) {
      fixture.close();
    }
  }

  private SqlConnection orders(String... settings) throws Exception {
    SqlFixture opened = SqlFixture.of(SqlFixture.app(server.port(), 2), settings);
    fixture = opened;
    Await.until( // on a busy machine, connecting takes longer than the tests' limits
        "the pool",
        () -> opened.connection().tryExecute(Operation.read("warm"), jdbc -> 1).isSuccess());
    return opened.connection();
  }

  /** As code does that waits for a lock. */
  private void block() throws InterruptedException {
    never.await();
  }

  @SuppressWarnings("InterruptedExceptionSwallowed") // as the code of the test's application does
  private void blockAndGoOn() {
    try {
      never.await();
    } catch (InterruptedException swallowed) {
      // goes on to its statement
    }
  }

  private static ConnectionException failure(Runnable call) {
    return catchThrowableOfType(ConnectionException.class, call::run);
  }

  @Test
  void codeThatBlocksBeforeItsFirstStatementHasSentNothingAndWasNotAcquiring() throws Exception {
    SqlConnection orders = orders("timeouts.total", "400ms");

    ConnectionException blocked = failure(() -> orders.run(WRITE, jdbc -> block()));
    ConnectionException late =
        failure(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      blockAndGoOn();
                      number(jdbc, "SELECT 1");
                    }));
    ConnectionException inTransaction =
        failure(() -> orders.runInTransaction(WRITE, jdbc -> block()));

    for (ConnectionException told : new ConnectionException[] {blocked, late, inTransaction}) {
      assertThat(told)
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContainingAll("within 400 ms (timeouts.total)", "in phase WORK", "a lock")
          .hasMessageNotContaining("ACQUIRE");
      assertThat(told.diagnosis().phase()).isEqualTo(Phase.WORK);
      assertThat(told.outcome()).isEqualTo(Outcome.NOT_SENT);
    }
  }

  @Test
  void afterAStatementNobodyIsToldThatNothingWasSent() throws Exception {
    SqlConnection orders = orders("timeouts.total", "400ms");

    ConnectionException write =
        failure(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      number(jdbc, "SELECT 1");
                      block();
                    }));
    ConnectionException read =
        failure(
            () ->
                orders.run(
                    READ,
                    jdbc -> {
                      number(jdbc, "SELECT 1");
                      block();
                    }));
    ConnectionException inTransaction =
        failure(
            () ->
                orders.runInTransaction(
                    READ,
                    jdbc -> {
                      number(jdbc, "SELECT 1");
                      block();
                    }));

    assertThat(write).isInstanceOf(OutcomeUnknownException.class);
    assertThat(read).isInstanceOf(DeadlineExceededException.class);
    assertThat(inTransaction).isInstanceOf(DeadlineExceededException.class);
    for (ConnectionException told : new ConnectionException[] {write, read, inTransaction}) {
      assertThat(told).hasMessageContaining("in phase WORK");
      assertThat(told.diagnosis().phase()).isEqualTo(Phase.WORK);
    }
    assertThat(write.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(read.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(inTransaction.outcome()).isEqualTo(Outcome.NOT_APPLIED);
  }

  @Test
  void aServerThatIsNotAskedIsNotBlamedForCodeThatBlocks() throws Exception {
    SqlConnection orders =
        orders("timeouts.total", "200ms", "circuit.minimumCalls", "2", "circuit.failureRate", "1%");

    for (int call = 0; call < 4; call++) {
      failure(
          () ->
              orders.run(
                  READ,
                  jdbc -> {
                    number(jdbc, "SELECT 1");
                    block();
                  }));
    }

    assertThat(orders.snapshot().endpoints().get(0).circuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(orders.health().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void theTimeOfAStatementIsNotThatOfTheCode() throws Exception {
    SqlConnection orders = orders("timeouts.total", "400ms");

    ConnectionException statement =
        failure(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1 FROM pg_sleep(5)")));
    ConnectionException rows =
        failure(() -> orders.run(READ, DeadlineOfWorkTest::readsRowsThatComeSlowly));

    assertThat(statement.diagnosis().phase()).isEqualTo(Phase.RECEIVE);
    assertThat(rows.diagnosis().phase()).isEqualTo(Phase.SEND);
    assertThat(statement).hasMessageContaining("in phase RECEIVE").hasMessageNotContaining("WORK");
    assertThat(rows).hasMessageContaining("in phase SEND").hasMessageNotContaining("WORK");
  }

  /** With a cursor, so that the second row is fetched by its own. */
  private static void readsRowsThatComeSlowly(Connection jdbc) throws SQLException {
    jdbc.setAutoCommit(false);
    try (Statement statement = jdbc.createStatement()) {
      statement.setFetchSize(1);
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT n, CASE WHEN n > 2 THEN pg_sleep(5) END FROM generate_series(1, 9) AS n")) {
        while (rows.next()) {
          rows.getInt(1);
        }
      }
    }
  }

  @Test
  void theLimitIsNamedAsItWasWritten() throws Exception {
    SqlConnection orders =
        orders(
            "timeouts.attempt",
            "700ms",
            "timeouts.classes.quick.total",
            "300ms",
            "timeouts.classes.patient.total",
            "900ms",
            "timeouts.classes.patient.attempt",
            "400ms");

    assertThat(failure(() -> orders.run(READ, jdbc -> block())))
        .hasMessageContaining("within 700 ms (timeouts.attempt)");
    assertThat(failure(() -> orders.run(READ.timeouts("quick"), jdbc -> block())))
        .hasMessageContaining("within 300 ms (timeouts.classes.quick.total)");
    assertThat(failure(() -> orders.run(READ.timeouts("patient"), jdbc -> block())))
        .hasMessageContaining("within 400 ms (timeouts.classes.patient.attempt)");
    assertThat(failure(() -> orders.run(READ.deadline(Duration.ofMillis(250)), jdbc -> block())))
        .hasMessageContaining("within 250 ms (Operation.deadline)");
  }

  /** Source: an outsider; execute returned normally after the deadline. */
  @Test
  void workThatSwallowsTheEndOfItsStatementHasNoValue() throws Exception {
    SqlConnection orders = orders("timeouts.total", "400ms");

    ConnectionException canceled =
        failure(
            () ->
                orders.execute(
                    READ,
                    jdbc -> {
                      try {
                        return number(jdbc, "SELECT 1 FROM pg_sleep(5)");
                      } catch (SQLException swallowed) {
                        return -1;
                      }
                    }));
    ConnectionException rejected =
        failure(
            () ->
                orders.execute(
                    WRITE,
                    jdbc -> {
                      blockAndGoOn();
                      try {
                        return number(jdbc, "SELECT 1");
                      } catch (SQLException swallowed) {
                        return -1;
                      }
                    }));

    assertThat(canceled)
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContainingAll("within 400 ms (timeouts.total)", "in phase RECEIVE");
    assertThat(rejected)
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("in phase WORK");
    assertThat(rejected.outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void workThatEndsLateWithAllItsStatementsDoneHasItsValue() throws Exception {
    SqlConnection orders = orders("timeouts.total", "400ms");

    int value =
        orders.<Integer>execute(
            READ,
            jdbc -> {
              int one = number(jdbc, "SELECT 1");
              blockAndGoOn();
              return one;
            });

    assertThat(value).isEqualTo(1);
  }

  @Test
  void theConnectionThatWasCutIsNotSaidToBeLost() throws Exception {
    SqlConnection orders = orders("timeouts.total", "300ms");
    int before = LogFile.read().length();

    failure(() -> orders.run(READ, jdbc -> block()));

    assertThat(LogFile.read().substring(before))
        .contains(
            "orders-db: pooled connection discarded: its use ran past the deadline and was canceled")
        .doesNotContain("it was lost");
  }
}
