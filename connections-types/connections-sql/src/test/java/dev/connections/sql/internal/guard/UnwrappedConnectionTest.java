package dev.connections.sql.internal.guard;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.LeaseFunction;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PgStatement;

/** Work that is done past the guard, on what {@code unwrap} has given. */
@Tag("situation")
@Timeout(120)
class UnwrappedConnectionTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final Operation READ = Operation.read("read");
  private static final int ROUNDS = 20;

  private final ExecutorService threads = TestThreads.pool();
  private PostgresServer server;
  private FaultProxy proxy;
  private @Nullable SqlFixture fixture;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS copied");
    server.asSuperuser("CREATE TABLE copied (round TEXT)");
    server.asSuperuser("GRANT ALL ON copied TO app");
    proxy = FaultProxy.to("localhost", server.port());
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    if (fixture != null) {
      fixture.close();
    }
    if (proxy != null) {
      proxy.close();
    }
  }

  private SqlConnection orders(int poolSize, String... settings) {
    fixture = SqlFixture.of(SqlFixture.app(proxy.port(), poolSize), settings);
    return fixture.connection();
  }

  /** Source: pgjdbc#3163. With defaults: rows were doubled, and reported as success. */
  @Test
  void aCopyWhoseReplyIsLostOnABusyPoolIsDoneOnceAndReportedAsUnknown() throws Exception {
    SqlConnection orders = orders(4);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger disturbed = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    Runnable other =
        () -> {
          while (!stop.get()) {
            try {
              assertThat(orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT 42")))
                  .isEqualTo(42);
              served.incrementAndGet();
            } catch (RuntimeException | AssertionError failure) {
              disturbed.incrementAndGet();
            }
          }
        };
    Future<?> first = threads.submit(other);
    Future<?> second = threads.submit(other);
    for (int round = 0; round < ROUNDS; round++) {
      losesTheReply(orders, "round-" + round + "-");
    }
    stop.set(true);
    first.get();
    second.get();
    assertThat(served).hasPositiveValue();
    assertThat(disturbed).hasValue(0);
  }

  /** Source: pgjdbc#3163. Alone it was NOT_SENT in phase ACQUIRE, with three attempts. */
  @Test
  void aCopyWhoseReplyIsLostOnAnIdlePoolIsDoneOnceAndReportedAsUnknown() throws Exception {
    SqlConnection orders = orders(1);
    for (int round = 0; round < ROUNDS; round++) {
      losesTheReply(orders, "round-" + round + "-");
      for (int good = 0; good < 3; good++) { // so that the circuit stays closed
        assertThat(orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT 1"))).isEqualTo(1);
      }
    }
  }

  private void losesTheReply(SqlConnection orders, String row) throws Exception {
    proxy.dropReplyOnce(row);
    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(() -> orders.run(WRITE, jdbc -> copy(jdbc, row)))
        .satisfies(
            failure -> {
              assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
              assertThat(failure.diagnosis().attempts()).isEqualTo(1);
            });
    Await.until("the row", () -> rows(row) == 1);
  }

  private int rows(String row) throws SQLException {
    return Integer.parseInt(
        server.ask("SELECT count(*) FROM copied WHERE round LIKE '" + row + "%'"));
  }

  private static void copy(Connection jdbc, String row) throws Exception {
    jdbc.unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("COPY copied FROM STDIN", new StringReader(row + "\n"));
  }

  /** Each leads to the driver's own connection. */
  private static final Map<String, LeaseFunction<Connection, Connection>> WAYS =
      Map.of(
          "Connection",
          jdbc -> jdbc.unwrap(PgConnection.class),
          "Statement",
          jdbc -> jdbc.createStatement().unwrap(PgStatement.class).getConnection(),
          "PreparedStatement",
          jdbc -> jdbc.prepareStatement("SELECT 1").unwrap(PgStatement.class).getConnection(),
          "CallableStatement",
          jdbc -> jdbc.prepareCall("SELECT 1").unwrap(PgStatement.class).getConnection(),
          "ResultSet",
          jdbc ->
              jdbc.getMetaData()
                  .getTableTypes()
                  .unwrap(org.postgresql.jdbc.PgResultSet.class)
                  .getStatement()
                  .getConnection(),
          "DatabaseMetaData",
          jdbc ->
              jdbc.getMetaData()
                  .unwrap(org.postgresql.jdbc.PgDatabaseMetaData.class)
                  .getConnection());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "Statement",
        "PreparedStatement",
        "CallableStatement",
        "ResultSet",
        "DatabaseMetaData"
      })
  void whicheverWayLeadsThereWhatIsDoneCountsAsSentAndTheConnectionIsNotLentAgain(String way)
      throws Exception {
    SqlConnection orders = orders(1);
    String before = orders.execute(READ, UnwrappedConnectionTest::session);
    AtomicInteger runs = new AtomicInteger();

    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      runs.incrementAndGet();
                      Connection raw = Objects.requireNonNull(WAYS.get(way)).apply(jdbc);
                      assertThat(raw).isInstanceOf(PgConnection.class);
                      try (Statement statement = raw.createStatement()) {
                        statement.execute("SET search_path TO nowhere");
                        throw new SQLException("An I/O error occurred", "08006");
                      }
                    }));

    assertThat(runs).hasValue(1);
    assertThat(orders.execute(READ, UnwrappedConnectionTest::session)).isNotEqualTo(before);
  }

  @Test
  void askingWhetherItCanBeUnwrappedChangesNothing() throws Exception {
    SqlConnection orders = orders(1);
    String before = orders.execute(READ, UnwrappedConnectionTest::session);

    orders.run(WRITE, jdbc -> assertThat(jdbc.isWrapperFor(PGConnection.class)).isTrue());
    orders.run(WRITE, jdbc -> assertThat(jdbc.unwrap(Connection.class)).isSameAs(jdbc));

    assertThat(orders.execute(READ, UnwrappedConnectionTest::session)).isEqualTo(before);
  }

  private static String session(Connection jdbc) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void theFailureOfADeadConnectionOfTheNativeClientDisturbsNobodyElse() throws Exception {
    SqlConnection orders = orders(2);
    for (int round = 0; round < ROUNDS; round++) {
      String row = "client-" + round + "-";
      proxy.dropReplyOnce(row);
      try (Connection jdbc = orders.client().getConnection()) {
        assertThatThrownBy(() -> copy(jdbc, row)).isInstanceOf(SQLException.class);
      }
      assertThatCode(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT 1")))
          .doesNotThrowAnyException();
    }
  }

  /** Source: pgjdbc#3163. The next borrower waited in the driver until the COPY would end. */
  @Test
  void aCopyThatIsLeftOpenHoldsNobodyUp() throws Exception {
    SqlConnection orders = orders(1, "timeouts.total", "6s");
    for (int round = 0; round < 3; round++) {
      long begun = System.nanoTime();
      orders.run(WRITE, UnwrappedConnectionTest::leavesACopyOpen);
      try (Connection jdbc = orders.client().getConnection()) {
        leavesACopyOpen(jdbc);
      }
      assertThatThrownBy(
              () ->
                  orders.inTransaction(
                      WRITE,
                      TransactionOptions.DEFAULT,
                      jdbc -> {
                        leavesACopyOpen(jdbc);
                        throw new IllegalStateException("the work's own");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT 1"))).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }
    assertThat(server.ask("SELECT count(*) FROM copied")).isEqualTo("0");
  }

  private static void leavesACopyOpen(Connection jdbc) throws SQLException {
    CopyIn copy = jdbc.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY copied FROM STDIN");
    assertThat(copy.isActive()).isTrue();
  }

  @Test
  void aThreadThatIsStillInTheDriverHoldsNobodyUp() throws Exception {
    SqlConnection orders = orders(1);
    Future<?>[] inside = new Future<?>[1];
    try (Connection jdbc = orders.client().getConnection()) {
      PgConnection raw = jdbc.unwrap(PgConnection.class);
      inside[0] =
          threads.submit(
              () -> {
                try (Statement statement = raw.createStatement()) {
                  return statement.execute("SELECT pg_sleep(60)");
                }
              });
      Await.until(
          "the sleep",
          () ->
              server
                  .ask(
                      "SELECT count(*) > 0 FROM pg_stat_activity WHERE pid = "
                          + raw.getBackendPID()
                          + " AND query LIKE '%sleep(60)%'")
                  .equals("t"));
    }
    long begun = System.nanoTime();
    assertThat(orders.<Integer>execute(READ, jdbc -> number(jdbc, "SELECT 1"))).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void anUnwrappedReadIsTriedAgain() throws Exception {
    SqlConnection orders = orders(2);
    AtomicInteger runs = new AtomicInteger();

    int value =
        orders.<Integer>execute(
            READ,
            jdbc -> {
              if (runs.incrementAndGet() == 1) {
                jdbc.unwrap(PGConnection.class).getBackendPID();
                throw new SQLException("An I/O error occurred", "08006");
              }
              return number(jdbc, "SELECT 7");
            });

    assertThat(value).isEqualTo(7);
    assertThat(runs).hasValue(2);
  }

  /** A write through an updatable result set is a write like others. */
  @Test
  void aRowThatIsInsertedThroughAResultSetCountsAsSent() throws Exception {
    server.asSuperuser("ALTER TABLE copied ADD PRIMARY KEY (round)");
    SqlConnection orders = orders(1);
    proxy.dropReplyOnce("INSERT INTO");

    assertThatThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      try (Statement statement =
                              jdbc.createStatement(
                                  ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                          ResultSet rows = statement.executeQuery("SELECT round FROM copied")) {
                        rows.moveToInsertRow();
                        rows.updateString(1, "inserted");
                        rows.insertRow();
                      }
                    }))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(server.ask("SELECT count(*) FROM copied")).isEqualTo("1");
  }

  @Test
  void aLostLargeObjectStreamIsTheDatabasesFailureAlthoughItIsAnIoException() throws Exception {
    SqlConnection orders = orders(1);

    assertThatThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      jdbc.unwrap(PGConnection.class).getBackendPID();
                      throw new java.io.IOException(
                          new SQLException("An I/O error occurred", "08006"));
                    }))
        .isInstanceOf(OutcomeUnknownException.class)
        .isInstanceOfSatisfying(
            ConnectionException.class,
            failure -> assertThat(failure.diagnosis().detail()).isEqualTo("SQLSTATE 08006"));
  }
}
