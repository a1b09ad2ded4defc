package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.CommitLook;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The answer to COMMIT is lost, and the caller looks whether the transaction was applied. */
@Tag("situation")
@Timeout(60)
class VerifiedCommitTest {

  private static final Operation PLACE =
      Operation.nonIdempotent("place").deadline(Duration.ofSeconds(10));

  private final AtomicInteger looks = new AtomicInteger();
  private final List<Integer> runs = Collections.synchronizedList(new ArrayList<>());
  private final CommitLook isThere =
      jdbc -> {
        looks.incrementAndGet();
        return number(jdbc, "SELECT count(*) FROM verified") > 0;
      };

  private PostgresServer server;
  private FaultProxy proxy;
  private SqlFixture fixture;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS verified");
    server.asSuperuser("CREATE TABLE verified (id INT)");
    server.asSuperuser("GRANT ALL ON verified TO app");
    proxy = FaultProxy.to("localhost", server.port());
    fixture = SqlFixture.of(SqlFixture.app(proxy.port(), 2), "timeouts.acquire", "2s");
    orders = fixture.connection();
    orders.connect();
  }

  @AfterEach
  void close() throws Exception {
    if (fixture != null) {
      fixture.close();
      proxy.close();
      server.asSuperuser("DROP TABLE verified");
    }
  }

  private static TransactionOptions once(CommitLook look) {
    return TransactionOptions.DEFAULT.verifiedBy(look);
  }

  private int insert(Connection jdbc, int attempt) throws SQLException {
    runs.add(attempt);
    return update(jdbc, "INSERT INTO verified VALUES (" + attempt + ")");
  }

  private String stored() throws SQLException {
    return server.ask("SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM verified");
  }

  /** The client's next COMMIT never reaches the server. */
  private void cutBeforeCommit() {
    cutBeforeCommit(proxy::reset);
  }

  private void cutBeforeCommit(Runnable cutting) {
    AtomicBoolean cut = new AtomicBoolean();
    proxy.onRequest(
        bytes -> {
          boolean commits = new String(bytes, StandardCharsets.ISO_8859_1).contains("COMMIT");
          if (commits && !cut.getAndSet(true)) {
            cutting.run();
          }
        });
  }

  @Test
  void aTransactionThatWasAppliedGivesItsValueAlthoughTheAnswerWasLost() throws Exception {
    proxy.dropReplyOnce("COMMIT");

    int changed = orders.inTransaction(PLACE, once(isThere), this::insert);

    assertThat(changed).isEqualTo(1);
    assertThat(looks).hasValue(1);
    assertThat(runs).containsExactly(1);
    assertThat(stored()).isEqualTo("1");
    assertThat(orders.snapshot().operations().failed()).isZero();
  }

  @Test
  void aTransactionThatWasNotAppliedIsAFailureThatSaysSo() throws Exception {
    cutBeforeCommit();

    assertThatExceptionOfType(TransientConnectionException.class)
        .isThrownBy(() -> orders.runInTransaction(PLACE, once(isThere), this::insert))
        .satisfies(
            failure -> {
              assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
              assertThat(failure).hasMessageContaining("verifiedBy found that nothing was applied");
              assertThat(failure.diagnosis().notRetried()).contains("repeatable(n)");
            });
    assertThat(runs).containsExactly(1);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aTransactionThatWasNotAppliedIsRunAgainIfItIsRepeatableEvenIfItMustNotBeDoneTwice()
      throws Exception {
    cutBeforeCommit();

    orders.runInTransaction(PLACE, once(isThere).repeatable(3), this::insert);

    assertThat(runs).containsExactly(1, 2);
    assertThat(stored()).isEqualTo("2");
    assertThat(looks).hasValue(1);
  }

  @Test
  void aTransactionThatWasAppliedIsNotRunAgain() throws Exception {
    proxy.dropReplyOnce("COMMIT");

    orders.runInTransaction(PLACE, once(isThere).repeatable(3), this::insert);

    assertThat(runs).containsExactly(1);
    assertThat(stored()).isEqualTo("1");
  }

  @Test
  void theSameHoldsForATransactionOfAnotherThread() throws Exception {
    proxy.dropReplyOnce("COMMIT");

    assertThat(orders.inTransactionAsync(PLACE, once(isThere), this::insert).get()).isEqualTo(1);
    assertThat(looks).hasValue(1);
  }

  @Test
  void ifLookingFailsTheOutcomeIsUnknownAndTheDiagnosisSaysWhy() throws Exception {
    proxy.dropReplyOnce("COMMIT");

    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE,
                    once(jdbc -> number(jdbc, "SELECT count(*) FROM nowhere") > 0).repeatable(3),
                    this::insert))
        .satisfies(
            failure ->
                assertThat(failure.diagnosis().problem())
                    .contains("look of verifiedBy failed", "42P01"));
    assertThat(runs).containsExactly(1);
  }

  @Test
  void aLookThatThrowsSomethingOfItsOwnIsAFailedLook() {
    proxy.dropReplyOnce("COMMIT");

    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE,
                    once(
                        jdbc -> {
                          throw new IllegalArgumentException("cannot look");
                        }),
                    this::insert))
        .withMessageContaining("failed with IllegalArgumentException");
  }

  @Test
  void theLookCannotWrite() throws Exception {
    proxy.dropReplyOnce("COMMIT");

    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE, once(jdbc -> update(jdbc, "DELETE FROM verified") > 0), this::insert))
        .withMessageContaining("25006");
    assertThat(stored()).isEqualTo("1");
  }

  /**
   * The server has got the COMMIT, and is still busy with it when its client has gone: who looks
   * then sees nothing, and would do it twice.
   */
  @Test
  void nobodyLooksWhileTheServerStillCommits() throws Exception {
    server.asSuperuser(
        "CREATE OR REPLACE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$");
    server.asSuperuser(
        "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON verified DEFERRABLE INITIALLY DEFERRED"
            + " FOR EACH ROW EXECUTE FUNCTION slow_commit()");
    AtomicBoolean seen = new AtomicBoolean();
    Thread cutter =
        new Thread(
            () -> {
              try {
                Await.until(
                    "the server commits",
                    () ->
                        server.sessions("orders-db", "query = 'COMMIT' AND state = 'active'") > 0);
                seen.set(true);
              } finally {
                proxy.reset();
              }
            });
    cutter.start();

    orders.runInTransaction(PLACE, once(isThere).repeatable(3), this::insert);

    cutter.join();
    assertThat(seen).isTrue();
    assertThat(runs).containsExactly(1);
    assertThat(stored()).isEqualTo("1");
    assertThat(looks).hasValue(1);
  }

  @Test
  void anAnswerThatNeverComesLeavesTimeToLook() throws Exception {
    proxy.dropRepliesFrom("COMMIT");

    int changed =
        orders.inTransaction(PLACE.deadline(Duration.ofSeconds(4)), once(isThere), this::insert);

    assertThat(changed).isEqualTo(1);
    assertThat(looks).hasValue(1);
    assertThat(stored()).isEqualTo("1");
  }

  @Test
  void ifThereIsNoServerToLookAtTheOutcomeIsUnknown() throws Exception {
    cutBeforeCommit(() -> proxy.refuseConnections().reset());

    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE.deadline(Duration.ofSeconds(2)), once(isThere), this::insert))
        .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(looks).hasValue(0);
  }

  @Test
  void aServerThatComesBackInTimeIsLookedAt() throws Exception {
    cutBeforeCommit(
        () -> {
          proxy.refuseConnections().reset();
          TestThreads.thread("heals", this::healLater).start();
        });

    orders.runInTransaction(PLACE, once(isThere).repeatable(3), this::insert);

    assertThat(runs).containsExactly(1, 2);
    assertThat(stored()).isEqualTo("2");
  }

  private void healLater() {
    try {
      Await.pass(Duration.ofMillis(700));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    proxy.heal();
  }

  @Test
  void aFailureThatIsNoLostAnswerIsNotLookedAt() throws Exception {
    server.asSuperuser(
        "ALTER TABLE verified ADD CONSTRAINT u UNIQUE (id) DEFERRABLE INITIALLY DEFERRED");

    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE,
                    once(isThere),
                    jdbc -> update(jdbc, "INSERT INTO verified VALUES (7), (7)")))
        .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED));
    assertThat(looks).hasValue(0);
  }

  @Test
  void whatContradictsItselfIsRejectedBeforeAnythingIsDone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransactionOptions.DEFAULT.asReadOnly().verifiedBy(isThere))
        .withMessageContaining("asReadOnly()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> once(isThere).asReadOnly())
        .withMessageContaining("verifiedBy");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> orders.runInTransaction(Operation.read("find"), once(isThere), this::insert))
        .withMessageContaining("a READ operation writes nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE.maxAttempts(1), TransactionOptions.DEFAULT.repeatable(3), this::insert))
        .withMessageContaining("repeatable(3) allows more runs than its maxAttempts(1)");
    assertThat(runs).isEmpty();
  }
}
