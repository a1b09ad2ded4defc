package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A repeatable block knows which run it is, whatever made the run before it fail. */
@Tag("situation")
@Timeout(60)
class RepeatedTransactionTest {

  private static final Operation MOVE =
      Operation.nonIdempotent("move").deadline(Duration.ofSeconds(20));
  private static final TransactionOptions THREE = TransactionOptions.DEFAULT.repeatable(3);

  private final List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = TestThreads.pool();
  private PostgresServer server;
  private SqlFixture fixture;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS account");
    server.asSuperuser("CREATE TABLE account (id INT PRIMARY KEY, balance INT)");
    server.asSuperuser("INSERT INTO account VALUES (1, 100), (2, 100)");
    server.asSuperuser("GRANT ALL ON account TO app");
    fixture = SqlFixture.of(SqlFixture.app(server.port(), 3));
    orders = fixture.connection();
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    if (fixture != null) {
      fixture.close();
      server.asSuperuser("DROP TABLE account");
    }
  }

  private static void add(Connection jdbc, int id, int amount) throws SQLException {
    update(jdbc, "UPDATE account SET balance = balance + " + amount + " WHERE id = " + id);
  }

  private String balances() throws SQLException {
    return server.ask("SELECT string_agg(balance::text, ',' ORDER BY id) FROM account");
  }

  @Test
  void aBlockIsToldWhichRunItIsAfterASerializationFailure() throws Exception {
    try (Connection other = server.observer();
        Statement statement = other.createStatement()) {
      int last =
          orders.inTransaction(
              MOVE,
              TransactionOptions.repeatableRead().repeatable(3),
              (jdbc, attempt) -> {
                attempts.add(attempt);
                number(jdbc, "SELECT balance FROM account WHERE id = 1");
                if (attempt == 1) {
                  statement.execute("UPDATE account SET balance = 50 WHERE id = 1");
                }
                add(jdbc, 1, 1);
                return attempt;
              });
      assertThat(last).isEqualTo(2);
    }
    assertThat(attempts).containsExactly(1, 2);
    assertThat(balances()).isEqualTo("51,100");
  }

  @Test
  void bothSidesOfADeadlockGetThrough() throws Exception {
    CyclicBarrier bothHaveOne = new CyclicBarrier(2);
    AtomicInteger again = new AtomicInteger();
    List<Future<?>> moves = new ArrayList<>();
    for (int from = 1; from <= 2; from++) {
      int first = from;
      moves.add(
          threads.submit(
              () ->
                  orders.runInTransaction(
                      MOVE,
                      THREE,
                      (jdbc, attempt) -> {
                        add(jdbc, first, -10);
                        if (attempt == 1) {
                          bothHaveOne.await();
                        } else {
                          again.incrementAndGet();
                        }
                        add(jdbc, 3 - first, 10);
                      })));
    }
    for (Future<?> move : moves) {
      move.get();
    }
    assertThat(again).hasValue(1);
    assertThat(balances()).isEqualTo("100,100");
  }

  @Test
  void aBlockThatJoinsIsToldTheRunOfTheOutermostOne() {
    orders.runInTransaction(
        MOVE,
        THREE,
        (outer, run) ->
            orders.runInTransaction(
                MOVE,
                TransactionOptions.DEFAULT,
                (inner, attempt) -> {
                  attempts.add(attempt);
                  if (attempt < 3) {
                    throw new SQLException("as if it could not be serialized", "40001");
                  }
                }));
    assertThat(attempts).containsExactly(1, 2, 3);
  }

  /** A connection that could not be had is no run of the block. */
  @Test
  void theFirstRunIsTheFirstWhateverWasInItsWay() throws Exception {
    server.asSuperuser(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
            + " 'orders-db'");
    orders.runInTransaction(MOVE, THREE, (jdbc, attempt) -> attempts.add(attempt));
    assertThat(attempts).startsWith(1).doesNotHaveDuplicates();
  }

  @Test
  void aBlockThatIsNotRepeatableIsRunOnce() {
    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    MOVE,
                    TransactionOptions.DEFAULT,
                    (jdbc, attempt) -> {
                      attempts.add(attempt);
                      throw new SQLException("as if it could not be serialized", "40001");
                    }))
        .isInstanceOf(TransientConnectionException.class);
    assertThat(attempts).containsExactly(1);
  }
}
