package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.testsupport.TestThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several uses of one connection in one thread: flyway#3237 and jdbi take several connections of a
 * data source; repositories call each other inside a transaction.
 */
@Tag("situation")
@Timeout(30)
class JoiningTest {

  private static final Operation PLACE = Operation.nonIdempotent("place");
  private static final Operation CHARGE = Operation.nonIdempotent("charge");
  private static final Operation FIND = Operation.read("find");

  private final ExecutorService threads = TestThreads.pool();
  private final SqlFixture fixture =
      SqlFixture.of(
          H2Configuration.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"),
          "timeouts.acquire",
          "300ms",
          "bulkhead.maxConcurrent",
          "2");
  private final SqlConnection orders = fixture.connection();

  @BeforeEach
  void makeTable() {
    orders.run(jdbc -> update(jdbc, "CREATE TABLE item (id INT PRIMARY KEY)"));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    fixture.close();
  }

  private void insert(Connection jdbc, int id) throws SQLException {
    update(jdbc, "INSERT INTO item VALUES (" + id + ")");
  }

  private int count() {
    return orders.<Integer>execute(FIND, jdbc -> number(jdbc, "SELECT COUNT(*) FROM item"));
  }

  /** ShedLock 7.10.1 and db-scheduler 16.7.1: HikariCP lets all of them wait. */
  @Test
  void manyMoreThreadsThanConnectionsMayWaitOnTheClient() throws Exception {
    List<Future<Boolean>> all = new ArrayList<>();
    CountDownLatch together = new CountDownLatch(1);
    for (int i = 0; i < 20; i++) {
      all.add(
          threads.submit(
              () -> {
                together.await();
                try (Connection lent = orders.client().getConnection()) {
                  return lent.isValid(1);
                }
              }));
    }
    together.countDown();
    for (Future<Boolean> each : all) {
      assertThat(each.get()).isTrue();
    }
  }

  @Test
  void aClosedConnectionIsNotValidInsteadOfFailing() throws Exception {
    Connection lent = orders.client().getConnection();
    assertThat(lent.isValid(1)).isTrue();
    lent.close();
    assertThat(lent.isValid(1)).isFalse();
  }

  @Test
  void callsInsideATransactionJoinIt() {
    orders.runInTransaction(
        PLACE,
        outer -> {
          insert(outer, 1);
          orders.run(CHARGE, inner -> assertThat(inner).isSameAs(outer));
          orders.runInTransaction(CHARGE, inner -> insert(inner, 2));
          assertThat(count()).isEqualTo(2);
          assertThat(orders.snapshot().operations().inFlight()).isEqualTo(1);
        });
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aFailureInsideRollsEverythingBack() {
    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE,
                    outer -> {
                      insert(outer, 1);
                      orders.runInTransaction(CHARGE, inner -> insert(inner, 1));
                    }))
        .isInstanceOf(PermanentConnectionException.class);
    assertThat(count()).isZero();
  }

  @Test
  void aFailureInsideThatIsCaughtRollsBackAndSaysWhy() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE,
                    outer -> {
                      insert(outer, 1);
                      Throwable caught =
                          catchThrowable(() -> orders.run(CHARGE, inner -> insert(inner, 1)));
                      assertThat(caught)
                          .isInstanceOf(PermanentConnectionException.class)
                          .hasMessageContaining("charge");
                    }))
        .withMessageContainingAll("'place'", "'charge'", "requiresNew()");
    assertThat(count()).isZero();
  }

  @Test
  void requiresNewCommitsByItself() {
    assertThatThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE,
                    outer -> {
                      insert(outer, 1);
                      orders.runInTransaction(
                          CHARGE,
                          TransactionOptions.DEFAULT.requiresNew(),
                          inner -> {
                            assertThat(inner).isNotSameAs(outer);
                            insert(inner, 2);
                            orders.run(FIND, joined -> assertThat(joined).isSameAs(inner));
                          });
                      throw new IllegalArgumentException("rolls back the outer one");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void optionsThatContradictTheOuterTransactionAreRefused() {
    orders.runInTransaction(
        PLACE,
        TransactionOptions.readCommitted(),
        outer -> {
          assertThatIllegalStateException()
              .isThrownBy(
                  () ->
                      orders.runInTransaction(
                          CHARGE, TransactionOptions.serializable(), inner -> {}))
              .withMessageContainingAll("SERIALIZABLE", "READ_COMMITTED", "'place'");
          assertThatIllegalStateException()
              .isThrownBy(
                  () ->
                      orders.runInTransaction(
                          CHARGE, TransactionOptions.DEFAULT.asReadOnly(), inner -> {}))
              .withMessageContaining("asReadOnly()");
        });
    orders.runInTransaction(
        FIND,
        outer ->
            assertThatIllegalStateException()
                .isThrownBy(() -> orders.runInTransaction(CHARGE, inner -> {}))
                .withMessageContaining("read-only"));
  }

  @Test
  void aFailureOfAJoinedCallLetsTheWholeBlockBeRepeated() {
    AtomicInteger runs = new AtomicInteger();
    orders.runInTransaction(
        PLACE,
        TransactionOptions.DEFAULT.repeatable(3),
        outer ->
            orders.run(
                CHARGE,
                inner -> {
                  insert(inner, 1);
                  if (runs.incrementAndGet() < 3) {
                    throw new SQLException("deadlock", "40001");
                  }
                }));
    assertThat(runs).hasValue(3);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void theClientLendsSeveralConnectionsToOneThreadAsLongAsThereAreAny() throws Exception {
    try (Connection first = orders.client().getConnection();
        Connection second = orders.client().getConnection()) {
      assertThat(second).isNotSameAs(first);
      SQLTransientConnectionException third =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              SQLTransientConnectionException.class, () -> orders.client().getConnection());

      assertThat((Throwable) third)
          .hasMessageContainingAll("300 ms (timeouts.acquire)", "possible deadlock", "2 of these 2")
          .hasCauseInstanceOf(AcquireTimeoutException.class);
      Throwable taken = Objects.requireNonNull(Objects.requireNonNull(third.getCause()).getCause());
      assertThat(taken).hasMessageContaining("taken here");
      assertThat(taken.getSuppressed()).hasSize(1);
    }
    assertThat(orders.<Boolean>execute(jdbc -> jdbc.isClosed())).isFalse();
  }

  @Test
  void callsAndTheClientMayBeNestedInEitherOrder() throws Exception {
    try (Connection outer = orders.client().getConnection()) {
      assertThat(count()).isZero();
    }
    orders.run(
        PLACE,
        jdbc -> {
          try (Connection other = orders.client().getConnection()) {
            assertThat(other).isNotSameAs(jdbc);
          }
          assertThatThrownBy(() -> orders.lease(FIND))
              .isInstanceOf(PermanentConnectionException.class)
              .hasMessageContaining("'place'");
        });
  }

  @Test
  void aConnectionThatAnotherThreadUsesBarsNobody() throws Exception {
    SqlLease listening = orders.lease(FIND);
    assertThatThrownBy(this::count).isInstanceOf(PermanentConnectionException.class);
    threads.submit(() -> number(listening.resource(), "SELECT 1")).get();

    assertThat(count()).isZero();
    Connection forgotten = orders.client().getConnection();
    threads.submit(listening::close).get();
    assertThat(count()).isZero();
    forgotten.close();
  }
}
