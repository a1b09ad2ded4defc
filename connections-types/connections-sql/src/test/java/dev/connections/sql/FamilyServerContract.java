package dev.connections.sql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.LeaseAction;
import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.MariaDbServer;
import dev.connections.testsupport.TestThreads;
import dev.connections.testsupport.Tries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real MariaDB server and a driver of its family do to a connection of ours. */
@Timeout(120)
abstract class FamilyServerContract {

  static final Operation READ = Operation.read("read");
  static final Operation WRITE = Operation.nonIdempotent("write");
  private static final String SLOW = "SELECT SLEEP(20) /* slow */";

  final ExecutorService threads = TestThreads.pool();
  final List<AutoCloseable> opened = new ArrayList<>();
  MariaDbServer server;

  /**
   * A connection to the server.
   *
   * @param url of MariaDB; the driver's own is made of it
   */
  abstract SqlFixture open(String url, String user, Secret password, int size, String... settings);

  @BeforeEach
  void makeTables() throws Exception {
    server = MariaDbServer.shared();
    server.asAdministrator(
        "DROP TABLE IF EXISTS app.child",
        "DROP TABLE IF EXISTS app.customer",
        "CREATE TABLE app.customer (id INT PRIMARY KEY, email VARCHAR(40) NOT NULL, age INT,"
            + " CONSTRAINT customer_email UNIQUE (email),"
            + " CONSTRAINT customer_age CHECK (age > 0))",
        "CREATE TABLE app.child (id INT PRIMARY KEY, parent INT,"
            + " CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES customer (id))",
        "INSERT INTO app.customer VALUES (1, 'a', 7), (2, 'b', 7)");
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private static Secret secret(String value) {
    return Secret.of("${env:DB_PASSWORD}", () -> value);
  }

  SqlConnection open(int size, String... settings) {
    return open(server.url(), "app", MariaDbServer.PASSWORD, size, settings);
  }

  SqlConnection open(String url, String user, String password, int size, String... settings) {
    SqlFixture fixture = open(url, user, secret(password), size, settings);
    opened.add(fixture);
    return fixture.connection();
  }

  private static long discarded(SqlConnection orders) {
    return Objects.requireNonNull(orders.snapshot().pool()).discarded();
  }

  private static long session(Connection jdbc) throws SQLException {
    return number(jdbc, "SELECT CONNECTION_ID()");
  }

  private static <X extends ConnectionException> X failure(
      Class<X> type, SqlConnection orders, LeaseAction<Connection> work) {
    Throwable thrown = catchThrowable(() -> orders.run(WRITE, work));
    assertThat(thrown).isInstanceOf(type);
    return type.cast(thrown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1062: INSERT INTO customer VALUES (1, 'c', 7)",
        "1452: INSERT INTO child VALUES (1, 99)",
        "1048: INSERT INTO customer VALUES (3, NULL, 7)",
        "4025: INSERT INTO customer VALUES (3, 'c', -1)",
        "1406: INSERT INTO customer VALUES (3, REPEAT('c', 41), 7)",
        "1264: UPDATE customer SET age = 99999999999 WHERE id = 1",
        "1366: UPDATE customer SET age = 'canary' WHERE id = 1",
        "1146: DELETE FROM nowhere",
        "1054: UPDATE customer SET nothing = 1",
        "1064: UPDATE customer SET SET age = 1",
        "1142: DELETE FROM mysql.user"
      })
  void whatTheServerRejectsWasNotAppliedAndCostsNoConnection(String failing) {
    SqlConnection orders = open(1);
    int code = Integer.parseInt(failing.substring(0, 4));
    long before = orders.execute(READ, FamilyServerContract::session);

    PermanentConnectionException failure =
        failure(
            PermanentConnectionException.class, orders, jdbc -> update(jdbc, failing.substring(6)));

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(failure.detail(SqlError.class).orElseThrow().vendorCode()).isEqualTo(code);
    assertThat(failure).hasMessageNotContaining("canary").hasMessageNotContaining("conn=");
    assertThat(orders.execute(READ, FamilyServerContract::session)).isEqualTo(before);
    assertThat(discarded(orders)).isZero();
  }

  /** The drivers take the state of a SIGNAL for their own: 08006 for a lost connection. */
  @Test
  void aSignalOfAProcedureIsNoLostConnection() throws Exception {
    server.asAdministrator(
        "CREATE OR REPLACE PROCEDURE app.fails()"
            + " SIGNAL SQLSTATE '08006' SET MESSAGE_TEXT = 'canary'");
    SqlConnection orders = open(1);
    long before = orders.execute(READ, FamilyServerContract::session);

    PermanentConnectionException failure =
        failure(PermanentConnectionException.class, orders, jdbc -> update(jdbc, "CALL fails()"));

    assertThat(failure).hasMessageContaining("SIGNAL").hasMessageNotContaining("canary");
    assertThat(orders.execute(READ, FamilyServerContract::session)).isEqualTo(before);
  }

  @Test
  void aLockThatIsNotHadInTimeEndsTheStatementAndNotTheTransaction() throws Exception {
    SqlConnection orders = open(2);
    CyclicBarrier both = new CyclicBarrier(2);
    Future<?> holder =
        threads.submit(
            () ->
                orders.runInTransaction(
                    WRITE,
                    jdbc -> {
                      update(jdbc, "UPDATE customer SET age = 8 WHERE id = 2");
                      both.await();
                      both.await();
                    }));
    both.await();

    orders.runInTransaction(
        WRITE,
        jdbc -> {
          update(jdbc, "SET SESSION innodb_lock_wait_timeout = 1");
          update(jdbc, "UPDATE customer SET age = 9 WHERE id = 1");
          assertThat(catchThrowable(() -> update(jdbc, "DELETE FROM customer WHERE id = 2")))
              .isInstanceOfSatisfying(
                  SQLException.class, late -> assertThat(late.getErrorCode()).isEqualTo(1205));
        });

    both.await();
    holder.get();
    assertThat(server.ask("SELECT GROUP_CONCAT(age ORDER BY id) FROM app.customer"))
        .isEqualTo("9,8");
  }

  /** The server would begin another transaction with the next statement, and commit that. */
  @Test
  void theVictimOfADeadlockCannotCommitTheRest() throws Exception {
    SqlConnection orders = open(3);
    CyclicBarrier both = new CyclicBarrier(2);
    Future<@Nullable Throwable> one = threads.submit(() -> locks(orders, 1, 2, both));
    Future<@Nullable Throwable> two = threads.submit(() -> locks(orders, 2, 1, both));

    Throwable victim = one.get() == null ? two.get() : one.get();

    assertThat(victim).isInstanceOf(ConnectionException.class);
    assertThat(server.ask("SELECT COUNT(*) FROM app.customer WHERE id = 9")).isEqualTo("0");
    assertThat(((ConnectionException) victim).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(((ConnectionException) victim).detail(SqlError.class).orElseThrow().problem())
        .isEqualTo(SqlProblem.DEADLOCK);
  }

  private static @Nullable Throwable locks(
      SqlConnection orders, int first, int second, CyclicBarrier both) {
    return catchThrowable(
        () ->
            orders.runInTransaction(
                WRITE,
                jdbc -> {
                  update(jdbc, "UPDATE customer SET age = 8 WHERE id = " + first);
                  both.await();
                  try {
                    update(jdbc, "UPDATE customer SET age = 8 WHERE id = " + second);
                  } catch (SQLException victim) {
                    assertThat(
                            catchThrowable(
                                () -> update(jdbc, "INSERT INTO customer VALUES (9, 'c', 7)")))
                        .isInstanceOf(SQLException.class);
                    throw victim;
                  }
                }));
  }

  @Test
  void theDeadlineCancelsTheStatementOnTheServer() {
    SqlConnection orders = open(1);
    Operation soon = Operation.read("soon").deadline(Duration.ofMillis(700)).maxAttempts(1);

    Throwable late = catchThrowable(() -> orders.run(soon, jdbc -> number(jdbc, SLOW)));

    assertThat(late).isInstanceOf(ConnectionException.class);
    Await.until("the server to end it", () -> server.sessions("INFO LIKE '%slow%'") == 0);
    int one = orders.execute(READ, jdbc -> number(jdbc, "SELECT 1"));
    assertThat(one).isEqualTo(1);
  }

  @Test
  void cancelingAFutureCancelsTheStatementOnTheServerAndKeepsTheSession() throws Exception {
    SqlConnection orders = open(1);
    Tries.oneOfSeveral(() -> assertCancelingKeepsTheSession(orders));
  }

  private void assertCancelingKeepsTheSession(SqlConnection orders) {
    long before = orders.execute(READ, FamilyServerContract::session);
    Future<?> slow =
        orders.executeAsync(
            READ, jdbc -> number(jdbc, "SELECT COUNT(*) FROM customer WHERE SLEEP(20) = 0"));
    Await.until("the statement to run", () -> server.sessions("INFO LIKE '%SLEEP(20)%'") == 1);

    slow.cancel(true);

    Await.until("the server to end it", () -> server.sessions("INFO LIKE '%SLEEP(20)%'") == 0);
    assertThat(orders.execute(READ, FamilyServerContract::session)).isEqualTo(before);
  }

  /** The driver waits for an answer: only closing its socket frees it. */
  @Test
  void aFrozenServerHoldsNobodyAndIsUsedAgainWhenItGoesOn() throws Exception {
    MariaDbServer own = MariaDbServer.started();
    opened.add(own);
    SqlConnection orders = open(own.url(), "app", MariaDbServer.PASSWORD, 2);
    orders.run(READ, jdbc -> number(jdbc, "SELECT 1"));
    Operation soon = Operation.read("soon").deadline(Duration.ofMillis(500)).maxAttempts(1);

    own.signal("STOP");
    try {
      for (int call = 0; call < 3; call++) {
        assertThat(catchThrowable(() -> orders.run(soon, jdbc -> number(jdbc, "SELECT 1"))))
            .isInstanceOf(ConnectionException.class)
            .isNotInstanceOf(PermanentConnectionException.class);
      }
    } finally {
      own.signal("CONT");
    }
    Await.until(
        "the server to be used",
        () -> {
          try {
            return orders.execute(READ, jdbc -> number(jdbc, "SELECT 1")) == 1;
          } catch (ConnectionException notYet) {
            return false;
          }
        });
  }

  @Test
  void aSessionThatAnOperatorKillsIsLostAndReplaced() throws Exception {
    SqlConnection orders = open(1);
    long before = orders.execute(READ, FamilyServerContract::session);
    Future<@Nullable Throwable> slow =
        threads.submit(() -> catchThrowable(() -> orders.run(WRITE, jdbc -> number(jdbc, SLOW))));
    Await.until("the statement to run", () -> server.sessions("INFO LIKE '%slow%'") == 1);

    server.asAdministrator("KILL CONNECTION " + before);

    assertThat(slow.get())
        .isInstanceOfSatisfying(
            ConnectionException.class,
            lost -> assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN));
    assertThat(orders.execute(READ, FamilyServerContract::session)).isNotEqualTo(before);
  }

  @Test
  void aReadIsRejectedByTheServerIfItWritesAlsoInAFunction() throws Exception {
    server.asAdministrator(
        "CREATE OR REPLACE FUNCTION app.writes() RETURNS INT MODIFIES SQL DATA"
            + " BEGIN UPDATE app.customer SET age = 99 WHERE id = 1; RETURN 1; END");
    SqlConnection orders = open(1);

    Throwable rejected =
        catchThrowable(() -> orders.run(READ, jdbc -> number(jdbc, "SELECT writes()")));

    assertThat(rejected)
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("read-only");
    assertThat(server.ask("SELECT age FROM app.customer WHERE id = 1")).isEqualTo("7");
    orders.run(WRITE, jdbc -> number(jdbc, "SELECT writes()"));
    assertThat(server.ask("SELECT age FROM app.customer WHERE id = 1")).isEqualTo("99");
    assertThat(
            catchThrowable(
                () -> orders.run(READ, jdbc -> update(jdbc, "UPDATE customer SET age = 5"))))
        .isInstanceOf(PermanentConnectionException.class);
  }

  @Test
  void aServerThatIsSetToReadOnlyIsToldFromOtherOptions() throws Exception {
    SqlConnection orders = open(1);
    server.asAdministrator("SET GLOBAL read_only = 1");
    try {
      TransientConnectionException failure =
          failure(
              TransientConnectionException.class,
              orders,
              jdbc -> update(jdbc, "UPDATE customer SET age = 5"));
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(failure).hasMessageContaining("The server is read-only");
    } finally {
      server.asAdministrator("SET GLOBAL read_only = 0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET @tenant = 'x'",
        "/* a */ set @tenant = 'x'",
        "# a\nSET @tenant := 'x'",
        "SELECT @tenant := 'x'",
        "SELECT 'x' INTO @tenant",
        "SET SESSION sql_mode = ''",
        "SET SESSION TRANSACTION READ WRITE",
        "/*!40101 SET @tenant = 'x' */",
        "USE information_schema",
        "CREATE TEMPORARY TABLE tenant (id INT)",
        "CREATE OR REPLACE TEMPORARY TABLE tenant (id INT)",
        "PREPARE tenant FROM 'SELECT 1'",
        "SELECT GET_LOCK('tenant', 1)",
        "DO GET_LOCK('tenant', 1)",
        "LOCK TABLES customer READ"
      })
  void sessionStateDoesNotReachTheNextUser(String changing) {
    SqlConnection orders = open(1);
    long before = orders.execute(WRITE, FamilyServerContract::session);

    orders.run(WRITE, jdbc -> execute(jdbc, changing));

    assertThat(orders.execute(WRITE, FamilyServerContract::session)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'set @a := 1' = \"use\"",
        "UPDATE customer SET age = 1 WHERE email = 'it\\'s'",
        "INSERT INTO customer (id, email) VALUES (7, '# set')",
        "DELETE FROM customer WHERE id = @nothing"
      })
  void plainStatementsCostNoSession(String plain) {
    SqlConnection orders = open(1);
    long before = orders.execute(WRITE, FamilyServerContract::session);

    orders.run(WRITE, jdbc -> execute(jdbc, plain.replace("set @a := 1", "set @a")));

    assertThat(orders.execute(WRITE, FamilyServerContract::session)).isEqualTo(before);
  }

  /** The server tells what the text of a call does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET @tenant = 'x'",
        "SET SESSION sql_mode = ''",
        "CREATE TEMPORARY TABLE tenant (id INT)"
      })
  void whatAProcedureLeavesInTheSessionDoesNotReachTheNextUser(String changing) throws Exception {
    server.asAdministrator("CREATE OR REPLACE PROCEDURE app.leaves() " + changing);
    SqlConnection orders = open(1);
    long before = orders.execute(WRITE, FamilyServerContract::session);

    orders.run(WRITE, jdbc -> execute(jdbc, "CALL leaves()"));

    assertThat(orders.execute(WRITE, FamilyServerContract::session)).isNotEqualTo(before);
  }

  /** The answer that tells comes with the last row only; until then the driver has an older one. */
  @Test
  void aQueryWhoseRowsAreFetchedInPartsCostsNoSession() {
    SqlConnection orders = open(1);
    long before = orders.execute(READ, FamilyServerContract::session);

    for (int call = 0; call < 3; call++) {
      assertThat(orders.<Integer>execute(READ, jdbc -> fetched(jdbc, "SELECT seq FROM seq_1_to_9")))
          .isEqualTo(9);
      assertThat(
              orders.<Integer>inTransaction(
                  WRITE, jdbc -> fetched(jdbc, "SELECT seq FROM seq_1_to_9")))
          .isEqualTo(9);
    }

    assertThat(orders.execute(READ, FamilyServerContract::session)).isEqualTo(before);
    assertThat(discarded(orders)).isZero();
  }

  @Test
  void whatAProcedureLeavesThatGivesRowsDoesNotReachTheNextUser() throws Exception {
    server.asAdministrator(
        "CREATE OR REPLACE PROCEDURE app.leaves()"
            + " BEGIN SELECT seq FROM app.seq_1_to_9; SET @tenant = 'x'; END");
    SqlConnection orders = open(1);
    long before = orders.execute(WRITE, FamilyServerContract::session);

    int rows = orders.execute(WRITE, jdbc -> fetched(jdbc, "CALL leaves()"));

    assertThat(rows).isEqualTo(9);
    assertThat(orders.execute(WRITE, FamilyServerContract::session)).isNotEqualTo(before);
  }

  private static int fetched(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.setFetchSize(2);
      ResultSet rows = statement.executeQuery(sql);
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void aProcedureThatLeavesNothingCostsNoSession() throws Exception {
    server.asAdministrator(
        "CREATE OR REPLACE PROCEDURE app.harmless() UPDATE app.customer SET age = age + 1");
    SqlConnection orders = open(1);
    long before = orders.execute(WRITE, FamilyServerContract::session);

    orders.run(WRITE, jdbc -> execute(jdbc, "CALL harmless()"));
    orders.runInTransaction(WRITE, jdbc -> execute(jdbc, "CALL harmless()"));

    assertThat(orders.execute(WRITE, FamilyServerContract::session)).isEqualTo(before);
    assertThat(discarded(orders)).isZero();
  }

  static void execute(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void theDatabaseThatAUserHasSwitchedToDoesNotReachTheNextOne() {
    SqlConnection orders = open(1);

    orders.run(WRITE, jdbc -> jdbc.setCatalog("information_schema"));

    String database = orders.execute(WRITE, jdbc -> text(jdbc, "SELECT DATABASE()"));
    assertThat(database).isEqualTo("app");
  }

  static String text(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  /**
   * What a procedure has done before it failed is in the transaction, and must not be committed.
   */
  @Test
  void whatAProcedureHasDoneBeforeItFailedIsRolledBack() throws Exception {
    server.asAdministrator(
        "CREATE OR REPLACE PROCEDURE app.half() BEGIN"
            + " INSERT INTO app.customer VALUES (9, 'half', 7);"
            + " SIGNAL SQLSTATE '45000'; END");
    SqlConnection orders = open(1);

    Throwable failed =
        catchThrowable(() -> orders.runInTransaction(WRITE, jdbc -> update(jdbc, "CALL half()")));

    assertThat(failed).isInstanceOf(PermanentConnectionException.class);
    assertThat(((ConnectionException) failed).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    orders.run(WRITE, jdbc -> number(jdbc, "SELECT 1"));
    assertThat(server.ask("SELECT COUNT(*) FROM app.customer WHERE id = 9")).isEqualTo("0");
  }

  /** A definition commits what came before it. */
  @Test
  void aFailureAfterADefinitionInATransactionDoesNotSayThatNothingWasApplied() throws Exception {
    server.asAdministrator("DROP TABLE IF EXISTS app.made");
    SqlConnection orders = open(1);

    Throwable failed =
        catchThrowable(
            () ->
                orders.runInTransaction(
                    WRITE,
                    jdbc -> {
                      update(jdbc, "INSERT INTO customer VALUES (9, 'kept', 7)");
                      update(jdbc, "CREATE TABLE made (id INT)");
                      update(jdbc, "DELETE FROM nowhere");
                    }));

    assertThat(server.ask("SELECT COUNT(*) FROM app.customer WHERE id = 9")).isEqualTo("1");
    assertThat(failed)
        .isInstanceOfSatisfying(
            ConnectionException.class,
            failure -> assertThat(failure.outcome()).isNotEqualTo(Outcome.NOT_APPLIED));
  }

  /** After an error the driver believes in a transaction that is not there. */
  @Test
  void anErrorThatTheWorkCatchesInAutoCommitModeLeavesNoTransactionOpen() {
    SqlConnection orders = open(1);
    long before = orders.execute(READ, FamilyServerContract::session);

    orders.run(
        WRITE,
        jdbc -> assertThat(catchThrowable(() -> update(jdbc, "DELETE FROM nowhere"))).isNotNull());

    assertThat(orders.execute(READ, FamilyServerContract::session)).isEqualTo(before);
    assertThat(discarded(orders)).isZero();
  }

  @Test
  void aTransactionThatWasBegunByTextAndNotEndedIsAnErrorAndRolledBack() throws Exception {
    SqlConnection orders = open(1);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                orders.run(
                    WRITE,
                    jdbc -> {
                      execute(jdbc, "BEGIN");
                      update(jdbc, "UPDATE customer SET age = 5");
                    }))
        .withMessageContaining("transaction open");
    Await.until(
        "the rollback",
        () -> "7,7".equals(server.ask("SELECT GROUP_CONCAT(age) FROM app.customer")));
  }

  @Test
  void anIsolationHoldsForItsTransactionOnly() {
    SqlConnection orders = open(1);
    orders.runInTransaction(
        WRITE, TransactionOptions.serializable(), jdbc -> assertIsolation(jdbc, "SERIALIZABLE"));
    orders.runInTransaction(WRITE, jdbc -> assertIsolation(jdbc, "REPEATABLE READ"));
  }

  /** The server's view of its transactions is made anew once no one has read it for 0.1 s. */
  private void assertIsolation(Connection jdbc, String expected) throws SQLException {
    update(jdbc, "UPDATE customer SET age = age + 1");
    server.asAdministrator("DO SLEEP(0.3)");
    assertThat(
            server.ask(
                "SELECT trx_isolation_level FROM information_schema.innodb_trx"
                    + " WHERE trx_mysql_thread_id = "
                    + session(jdbc)))
        .isEqualTo(expected);
  }

  @Test
  void anUncommittedBlockIsRolledBackAndACommittedOneKept() throws Exception {
    SqlConnection orders = open(1);
    orders.runInTransaction(WRITE, jdbc -> update(jdbc, "UPDATE customer SET age = 5"));
    assertThat(
            catchThrowable(
                () ->
                    orders.runInTransaction(
                        WRITE,
                        jdbc -> {
                          update(jdbc, "UPDATE customer SET age = 6");
                          throw new IllegalStateException("enough");
                        })))
        .isInstanceOf(IllegalStateException.class);
    assertThat(server.ask("SELECT GROUP_CONCAT(age) FROM app.customer")).isEqualTo("5,5");
  }

  @Test
  void aBatchOfInsertSelectWorks() throws Exception {
    SqlConnection orders = open(1);
    orders.run(
        WRITE,
        jdbc -> {
          try (PreparedStatement insert =
              jdbc.prepareStatement("INSERT INTO customer SELECT ?, ?, 7")) {
            for (int id = 10; id < 13; id++) {
              insert.setInt(1, id);
              insert.setString(2, "n" + id);
              insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
          }
        });
  }

  @Test
  void theRestOfALockedAccountIsToldAsWhatItIs() throws Exception {
    String user = "'other'@'127.0.0.1'";
    server.asAdministrator(
        "CREATE OR REPLACE USER " + user + " IDENTIFIED BY 'canary-other'",
        "GRANT ALL ON app.* TO " + user);
    String url = server.url();

    assertThat(rejected(ConnectionAuthenticationException.class, url, "canary-wrong"))
        .hasMessageContaining("credentials");
    assertThat(
            rejected(
                ConnectionAuthenticationException.class,
                url.replace("/app", "/mysql"),
                "canary-other"))
        .hasMessageContaining("no right to the database");
    server.asAdministrator("GRANT ALL ON *.* TO " + user);
    assertThat(
            rejected(
                PermanentConnectionException.class,
                url.replace("/app", "/nowhere"),
                "canary-other"))
        .hasMessageContaining("database does not exist");
    server.asAdministrator("ALTER USER " + user + " ACCOUNT LOCK");
    assertThat(rejected(ConnectionAuthenticationException.class, url, "canary-other"))
        .hasMessageContaining("account is locked");
    server.asAdministrator("ALTER USER " + user + " ACCOUNT UNLOCK PASSWORD EXPIRE");
    assertThat(rejected(ConnectionAuthenticationException.class, url, "canary-other"))
        .hasMessageContaining("password has expired");
    server.asAdministrator(
        "CREATE OR REPLACE USER "
            + user
            + " IDENTIFIED BY 'canary-other'"
            + " WITH MAX_USER_CONNECTIONS 1");
    server.asAdministrator("GRANT ALL ON app.* TO " + user);
    open(url, "other", "canary-other", 1).run(READ, jdbc -> number(jdbc, "SELECT 1"));
    assertThat(rejected(TransientConnectionException.class, url, "canary-other"))
        .hasMessageContaining("limit");
  }

  private <X extends ConnectionException> X rejected(Class<X> type, String url, String password) {
    SqlConnection refused =
        open(url, "other", password, 1, "timeouts.connect", "2s", "timeouts.total", "3s");
    Throwable thrown = catchThrowable(() -> refused.run(READ, jdbc -> number(jdbc, "SELECT 1")));
    assertThat(thrown).isInstanceOf(type).hasMessageNotContaining("canary");
    X failure = type.cast(thrown);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    return failure;
  }
}
