package dev.connections.sql;

import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.LeaseAction;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.testsupport.MariaDbServer;
import dev.connections.testsupport.PostgresServer;
import dev.connections.testsupport.TestThreads;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is typed of a database's error, and what must not be seen of it anywhere. */
@Tag("situation")
@Timeout(60)
class SqlErrorTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final String CANARY = "ada.canary@example.org";

  /** The real databases. */
  enum Database {
    POSTGRE_SQL,
    H2,
    MARIA_DB,
    MY_SQL_DRIVER
  }

  private final ExecutorService threads = TestThreads.pool();
  private @Nullable SqlFixture fixture;

  @AfterEach
  void close() {
    threads.shutdownNow();
    if (fixture != null) {
      fixture.close();
    }
  }

  private SqlConnection open(Database database) throws Exception {
    fixture =
        switch (database) {
          case H2 -> SqlFixture.of(H2Configuration.of("jdbc:h2:mem:details;LOCK_TIMEOUT=500"));
          case POSTGRE_SQL -> SqlFixture.of(SqlFixture.app(PostgresServer.shared().port(), 3));
          case MARIA_DB -> SqlFixture.of(SqlFixture.mariaDb(MariaDbServer.shared().port(), 3));
          case MY_SQL_DRIVER -> SqlFixture.of(SqlFixture.mySql(MariaDbServer.shared().port(), 3));
        };
    SqlConnection orders = fixture.connection();
    for (String sql :
        List.of(
            "DROP TABLE IF EXISTS child",
            "DROP TABLE IF EXISTS customer",
            "CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(40) NOT NULL,"
                + " age INT, CONSTRAINT customer_email UNIQUE (email),"
                + " CONSTRAINT customer_age CHECK (age > 0))",
            "CREATE TABLE child (id INT PRIMARY KEY, parent INT,"
                + " CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES customer (id))",
            "INSERT INTO customer VALUES (1, '" + CANARY + "', 7)")) {
      orders.run(WRITE, jdbc -> execute(jdbc, sql));
    }
    return orders;
  }

  private static void execute(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  private static SqlError failure(SqlConnection orders, LeaseAction<Connection> work) {
    return error(catchThrowable(() -> orders.run(WRITE, work)));
  }

  private static SqlError error(@Nullable Throwable thrown) {
    assertThat(thrown).isInstanceOf(ConnectionException.class);
    ConnectionException failure = (ConnectionException) Objects.requireNonNull(thrown);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    return failure.detail(SqlError.class).orElseThrow();
  }

  private static @Nullable String lower(@Nullable String name) {
    return name == null ? null : name.toLowerCase(java.util.Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource
  void constraintsTablesAndColumnsAreTyped(Database database) throws Exception {
    SqlConnection orders = open(database);

    SqlError unique =
        failure(
            orders, jdbc -> update(jdbc, "INSERT INTO customer VALUES (2, '" + CANARY + "', 7)"));
    assertThat(unique.problem()).isEqualTo(SqlProblem.UNIQUE_VIOLATION);
    assertThat(lower(unique.constraint())).startsWith("customer_email");
    boolean family = database == Database.MARIA_DB || database == Database.MY_SQL_DRIVER;
    assertThat(unique.sqlState()).isEqualTo(family ? "23000" : "23505");
    // MariaDB names the key only.
    assertThat(lower(unique.table())).isEqualTo(family ? null : "customer");
    assertThat(lower(unique.schema())).isEqualTo(family ? null : "public");

    SqlError foreign = failure(orders, jdbc -> update(jdbc, "INSERT INTO child VALUES (1, 99)"));
    assertThat(foreign.problem()).isEqualTo(SqlProblem.FOREIGN_KEY_VIOLATION);
    assertThat(lower(foreign.constraint())).isEqualTo("child_parent");
    assertThat(lower(foreign.table())).isEqualTo("child");

    SqlError missing =
        failure(orders, jdbc -> update(jdbc, "INSERT INTO customer (id) VALUES (3)"));
    assertThat(missing.problem()).isEqualTo(SqlProblem.NOT_NULL_VIOLATION);
    assertThat(lower(missing.column())).isEqualTo("email");

    SqlError check =
        failure(orders, jdbc -> update(jdbc, "INSERT INTO customer VALUES (4, 'b', -1)"));
    assertThat(check.problem()).isEqualTo(SqlProblem.CHECK_VIOLATION);
    assertThat(lower(check.constraint())).isEqualTo("customer_age");

    SqlError table = failure(orders, jdbc -> update(jdbc, "DELETE FROM nowhere"));
    assertThat(table.problem()).isEqualTo(SqlProblem.UNKNOWN_TABLE);
    assertThat(lower(table.table())).isEqualTo("nowhere");

    SqlError column = failure(orders, jdbc -> update(jdbc, "UPDATE customer SET nothing = 1"));
    assertThat(column.problem()).isEqualTo(SqlProblem.UNKNOWN_COLUMN);
    assertThat(lower(column.column())).isEqualTo("nothing");
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlockIsTypedAndItsTransactionCannotBeCommitted(Database database) throws Exception {
    SqlConnection orders = open(database);
    orders.run(WRITE, jdbc -> update(jdbc, "INSERT INTO customer VALUES (2, 'b', 7)"));
    CyclicBarrier both = new CyclicBarrier(2);
    Future<@Nullable Throwable> one = threads.submit(() -> locks(orders, 1, 2, both));
    Future<@Nullable Throwable> two = threads.submit(() -> locks(orders, 2, 1, both));

    Throwable victim = one.get() == null ? two.get() : one.get();
    assertThat(error(victim).problem()).isEqualTo(SqlProblem.DEADLOCK);
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
                    // A user who goes on: that must not be committed either.
                    Throwable next =
                        catchThrowable(
                            () -> update(jdbc, "INSERT INTO customer VALUES (9, 'c', 7)"));
                    assertThat(next).isInstanceOf(SQLException.class);
                    throw victim;
                  }
                }));
  }

  /** Source: S11; pgjdbc's text of a batch has its bind values, H2's of everything. */
  @ParameterizedTest
  @EnumSource
  void noDataOfAStatementIsInMessagesStackTracesAndLogs(Database database) throws Exception {
    SqlConnection orders = open(database);
    String insert = "INSERT INTO customer VALUES (?, ?, ?)";
    List<LeaseAction<Connection>> failing =
        List.of(
            jdbc -> update(jdbc, "INSERT INTO customer VALUES (2, '" + CANARY + "', 7)"),
            jdbc -> insert(jdbc, insert, CANARY, false),
            jdbc -> insert(jdbc, insert, CANARY, true),
            jdbc -> insert(jdbc, insert, CANARY + CANARY + CANARY, false),
            jdbc -> insert(jdbc, insert, CANARY + CANARY + CANARY, true),
            jdbc -> update(jdbc, "INSERT INTO customer VALUES (5, '" + CANARY + "x', -5)"),
            jdbc -> update(jdbc, "UPDATE customer SET age = CAST('" + CANARY + "' AS INT)"),
            jdbc -> update(jdbc, "UPDATE customer SET age = = '" + CANARY + "'"),
            jdbc -> update(jdbc, "UPDATE customer SET email = '" + CANARY),
            jdbc -> {
              try {
                insert(jdbc, insert, CANARY, true);
              } catch (SQLException failure) {
                throw new Exception(failure);
              }
            });
    for (LeaseAction<Connection> work : failing) {
      Throwable thrown = catchThrowable(() -> orders.run(WRITE, work));
      assertThat(thrown).isInstanceOf(ConnectionException.class);
      StringWriter everything = new StringWriter();
      thrown.printStackTrace(new PrintWriter(everything));
      assertThat(everything + ((ConnectionException) thrown).diagnosis().toString())
          .doesNotContain("canary");
    }
    assertThat(LogFile.read()).doesNotContain("ada.canary");
  }

  private static void insert(Connection jdbc, String sql, String email, boolean batch)
      throws SQLException {
    try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
      statement.setInt(1, 2);
      statement.setString(2, email);
      statement.setInt(3, 7);
      if (batch) {
        statement.addBatch();
        statement.executeBatch();
      } else {
        statement.executeUpdate();
      }
    }
  }
}
