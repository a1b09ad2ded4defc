package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.Phase;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Work that catches the exception of a statement and goes on: what it is told later has the first
 * failure as its cause. Source: an outsider was told "The transaction had failed before: The
 * transaction has failed before", and to look at an error that was nowhere.
 */
@Tag("situation")
@Timeout(60)
class SwallowedFailureTest {

  private static final Operation PLACE = Operation.nonIdempotent("place").maxAttempts(1);
  private static final String REJECTED = "The transaction can only be rolled back";
  private static final String NUMBER = "4929-1111";

  private PostgresServer server;
  private SqlFixture fixture;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS swallowed");
    server.asSuperuser("CREATE TABLE swallowed (card TEXT CONSTRAINT one_card PRIMARY KEY)");
    server.asSuperuser("INSERT INTO swallowed VALUES ('" + NUMBER + "')");
    server.asSuperuser("GRANT ALL ON swallowed TO app");
    fixture = SqlFixture.of(SqlFixture.app(server.port(), 1), "timeouts.acquire", "2s");
    orders = fixture.connection();
  }

  @AfterEach
  void close() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
    server.asSuperuser("DROP TABLE IF EXISTS swallowed");
  }

  private static SQLException swallowed(Connection jdbc) {
    return catchThrowableOfType(SQLException.class, () -> insertTwice(jdbc));
  }

  private static void insertTwice(Connection jdbc) throws SQLException {
    update(jdbc, "INSERT INTO swallowed VALUES ('" + NUMBER + "')");
  }

  /** All that has the state, from the outermost to the innermost. */
  private static @Nullable Throwable causeWith(@Nullable Throwable failure, String state) {
    Throwable one = failure;
    while (one != null && !(one instanceof SQLException sql && state.equals(sql.getSQLState()))) {
      one = one.getCause();
    }
    return one;
  }

  private static void assertShowsTheFirst(Throwable told) {
    assertThat(causeWith(told, "23505"))
        .hasMessageContaining("duplicate key value violates unique constraint \"one_card\"");
    StringWriter everything = new StringWriter();
    told.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString()).doesNotContain(NUMBER);
  }

  @Test
  void theCommitOfABlockSaysOnceThatItFailedAndShowsWhy() {
    ConnectionException told =
        catchThrowableOfType(
            PermanentConnectionException.class,
            () -> orders.runInTransaction(PLACE, jdbc -> swallowed(jdbc)));

    assertThat(told).hasMessageContaining(REJECTED).hasMessageNotContaining("had failed before");
    assertThat(Objects.requireNonNull(told.getMessage()).split("failed before", -1)).hasSize(2);
    assertThat(told.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertShowsTheFirst(told);
  }

  @Test
  void aStatementAfterTheFailureShowsWhyAsWell() {
    ConnectionException told =
        catchThrowableOfType(
            PermanentConnectionException.class,
            () ->
                orders.runInTransaction(
                    PLACE,
                    jdbc -> {
                      swallowed(jdbc);
                      number(jdbc, "SELECT 1");
                    }));

    assertThat(told.diagnosis().nextStep()).contains("cause");
    assertShowsTheFirst(told);
  }

  @Test
  void aCallThatJoinsAndSwallowsShowsWhyToTheOuterOne() {
    ConnectionException told =
        catchThrowableOfType(
            PermanentConnectionException.class,
            () ->
                orders.runInTransaction(PLACE, jdbc -> orders.run(PLACE, same -> swallowed(same))));

    assertThat(told).hasMessageContaining(REJECTED);
    assertShowsTheFirst(told);
  }

  @Test
  void theFailureOfACallThatJoinedIsTheCauseWithoutItsData() {
    IllegalStateException told =
        catchThrowableOfType(
            IllegalStateException.class,
            () ->
                orders.runInTransaction(
                    PLACE,
                    jdbc ->
                        assertThat(
                                catchThrowable(
                                    () -> orders.run(PLACE, SwallowedFailureTest::insertTwice)))
                            .isInstanceOf(ConnectionException.class)));

    assertThat(told).hasCauseInstanceOf(ConnectionException.class);
    assertShowsTheFirst(told);
  }

  @Test
  void theClientGetsTheDriversOwnExceptionAsTheCause() throws Exception {
    try (Connection jdbc = orders.client().getConnection()) {
      jdbc.setAutoCommit(false);
      SQLException first = swallowed(jdbc);

      SQLException rejected = catchThrowableOfType(SQLException.class, jdbc::commit);
      assertThat((Throwable) rejected).hasMessageContaining(REJECTED).cause().isSameAs(first);
      assertThat(rejected.getSQLState()).isEqualTo("25P02");
      assertThat(catchThrowable(() -> jdbc.setAutoCommit(true))).cause().isSameAs(first);
    }
  }

  @Test
  void whatASavepointHasUndoneIsNotTheCauseOfWhatFailsLater() throws Exception {
    try (Connection jdbc = orders.client().getConnection()) {
      jdbc.setAutoCommit(false);
      Savepoint before = jdbc.setSavepoint();
      swallowed(jdbc);
      jdbc.rollback(before);
      SQLException second = swallowed(jdbc);
      assertThat(catchThrowable(jdbc::commit)).cause().isSameAs(second);

      jdbc.rollback();
      update(jdbc, "SAVEPOINT early");
      swallowed(jdbc);
      update(jdbc, "ROLLBACK TO SAVEPOINT early");
      SQLException third = swallowed(jdbc);
      assertThat(catchThrowable(jdbc::commit)).cause().isSameAs(third);

      jdbc.rollback();
      jdbc.commit();
    }
  }

  @Test
  void whatTheDriverAloneRefusesIsNotTheCause() throws Exception {
    try (Connection jdbc = orders.client().getConnection()) {
      jdbc.setAutoCommit(false);
      update(jdbc, "SET LOCAL work_mem = '1MB'");
      try (var statement = jdbc.prepareStatement("INSERT INTO swallowed VALUES (?)")) {
        assertThat(catchThrowable(statement::execute)).hasMessageContaining("parameter");
      }
      SQLException first = swallowed(jdbc);

      assertThat(catchThrowable(jdbc::commit)).cause().isSameAs(first);
    }
  }

  /** The database was not asked, so it has reported nothing. */
  @Test
  void endingABlockByHandIsAMistakeOfTheWorkAndNotAReportOfTheDatabase() {
    assertMistake("commit", Connection::commit);
    assertMistake("rollback", Connection::rollback);
    assertMistake("setAutoCommit", jdbc -> jdbc.setAutoCommit(true));
    assertMistake("setReadOnly", jdbc -> jdbc.setReadOnly(true));
    assertMistake(
        "setTransactionIsolation",
        jdbc -> jdbc.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
  }

  private interface Mistake {
    void make(Connection jdbc) throws SQLException;
  }

  private void assertMistake(String call, Mistake mistake) {
    ConnectionException told =
        catchThrowableOfType(
            PermanentConnectionException.class,
            () -> orders.runInTransaction(PLACE, mistake::make));

    assertThat(told)
        .hasMessageContaining(call + " is not allowed in inTransaction")
        .hasMessageNotContaining("database reported");
    assertThat(told.diagnosis().phase()).isEqualTo(Phase.WORK);
    assertThat(told.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(told.diagnosis().nextStep()).contains("JDBC calls");
  }

  @Test
  void aMistakeAfterAStatementDoesNotSayThatNothingWasSent() {
    ConnectionException told =
        catchThrowableOfType(
            PermanentConnectionException.class,
            () ->
                orders.runInTransaction(
                    PLACE,
                    jdbc -> {
                      update(jdbc, "INSERT INTO swallowed VALUES ('2')");
                      jdbc.commit();
                    }));

    assertThat(told.outcome()).isEqualTo(Outcome.NOT_APPLIED);
  }
}
