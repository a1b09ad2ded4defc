package dev.connections.sql.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.testsupport.PostgresServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a guarded JDBC object returns is guarded and leads back to the same connection: a stray
 * {@code close()} or a statement past the guard would be unseen otherwise. Only {@code unwrap}
 * leads past it.
 */
@Tag("situation")
@Timeout(60)
class JdbcIdentityTest {

  private static final Operation READ = Operation.read("read");
  private static final int DEEPEST = 4;

  /** What has a way to the connection, or could be closed, or asks the server. */
  private static final List<Class<?>> JDBC =
      List.of(
          Connection.class,
          Statement.class,
          PreparedStatement.class,
          CallableStatement.class,
          ResultSet.class,
          DatabaseMetaData.class,
          Array.class);

  private final Set<String> walked = new TreeSet<>();
  private final Map<String, Object> seen = new HashMap<>();
  private @Nullable SqlFixture fixture;

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  private SqlConnection postgreSql() throws Exception {
    PostgresServer server = PostgresServer.shared();
    fixture = SqlFixture.of(SqlFixture.app(server.port(), 2));
    return fixture.connection();
  }

  private SqlConnection h2() {
    fixture = SqlFixture.of(H2Configuration.of("jdbc:h2:mem:identity"));
    return fixture.connection();
  }

  @Test
  void noMethodOfPostgreSqlsObjectsLeadsPastTheGuard() throws Exception {
    postgreSql()
        .run(
            READ,
            jdbc -> walkAll(jdbc, "SELECT 'x' AS a, ARRAY[1, 2] AS b", "SELECT 1 AS a, 2 AS b"));
    assertThat(walked)
        .contains(
            "Connection.getMetaData",
            "DatabaseMetaData.getConnection",
            "DatabaseMetaData.getTables",
            "ResultSet.getStatement",
            "ResultSet.getArray",
            "ResultSet.getObject",
            "Array.getResultSet",
            "Statement.getConnection",
            "Statement.getGeneratedKeys");
  }

  @Test
  void noMethodOfH2sObjectsLeadsPastTheGuard() throws Exception {
    h2().run(
            READ,
            jdbc -> walkAll(jdbc, "SELECT 'x' AS A, ARRAY[1, 2] AS B", "SELECT 1 AS A, 2 AS B"));
    assertThat(walked)
        .contains(
            "Connection.getMetaData",
            "DatabaseMetaData.getTables",
            "ResultSet.getStatement",
            "ResultSet.getArray",
            "Array.getResultSet");
  }

  @Test
  void aResultSetAndItsStatementAndConnectionAreTheOnesThatWereGiven() throws Exception {
    postgreSql()
        .run(
            READ,
            jdbc -> {
              try (Statement statement = jdbc.createStatement();
                  ResultSet rows = statement.executeQuery("SELECT 1")) {
                assertThat(rows.getStatement()).isSameAs(statement);
                assertThat(statement.getConnection()).isSameAs(jdbc);
                assertThat(statement.getResultSet()).isSameAs(rows);
                assertThat(jdbc.getMetaData().getConnection()).isSameAs(jdbc);
                assertThat(rows.toString()).isEqualTo("ResultSet(orders-db)");
              }
            });
  }

  @Test
  void aCursorThatAFunctionReturnsIsGuarded() throws Exception {
    PostgresServer.shared()
        .asSuperuser(
            "CREATE OR REPLACE FUNCTION a_cursor() RETURNS refcursor LANGUAGE plpgsql AS"
                + " 'DECLARE c refcursor; BEGIN OPEN c FOR SELECT 42; RETURN c; END'");
    postgreSql()
        .runInTransaction(
            Operation.nonIdempotent("cursor"),
            TransactionOptions.DEFAULT,
            jdbc -> {
              try (CallableStatement call = jdbc.prepareCall("{? = call a_cursor()}")) {
                call.registerOutParameter(1, Types.OTHER);
                call.execute();
                ResultSet cursor = (ResultSet) call.getObject(1);
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.getInt(1)).isEqualTo(42);
                Statement hidden = cursor.getStatement();
                assertThat(hidden == null ? jdbc : hidden.getConnection()).isSameAs(jdbc);
              }
            });
  }

  /** pgjdbc takes its own arrays as a parameter, and would send another one as text. */
  @Test
  void anArrayCanBeGivenBackToTheDriver() throws Exception {
    postgreSql()
        .run(
            READ,
            jdbc -> {
              Array made = jdbc.createArrayOf("text", new String[] {"a,b", "c"});
              try (PreparedStatement statement = jdbc.prepareStatement("SELECT ?::text[], ?")) {
                statement.setArray(1, made);
                statement.setObject(2, made);
                try (ResultSet rows = statement.executeQuery()) {
                  rows.next();
                  assertThat((String[]) rows.getArray(1).getArray()).containsExactly("a,b", "c");
                  assertThat(rows.getArray(2)).hasToString("{\"a,b\",c}");
                }
              }
            });
  }

  @Test
  void closingTheConnectionThatAStatementLeadsToGivesItBackOnce() throws Exception {
    SqlConnection orders = postgreSql();
    for (int round = 0; round < 10; round++) {
      Connection jdbc = orders.client().getConnection();
      Statement statement = jdbc.createStatement();
      ResultSet rows = jdbc.getMetaData().getTableTypes();
      rows.getStatement().getConnection().close();
      jdbc.close();
      assertThat(jdbc.isClosed()).isTrue();
      assertThat(statement.isClosed()).isTrue();
      assertThat(rows.isClosed()).isTrue();
    }
    assertThat(orders.snapshot().holders()).isEmpty();
  }

  /** pgjdbc's AbortTest. */
  @Test
  void abortingAClosedConnectionDoesNothingAndAbortingNeedsAnExecutor() throws Exception {
    SqlConnection orders = postgreSql();
    try (Connection jdbc = orders.client().getConnection()) {
      assertThatThrownBy(() -> jdbc.abort(null)).isInstanceOf(SQLException.class);
      assertThat(jdbc.isValid(1)).isTrue();
      jdbc.close();
      jdbc.abort(Runnable::run);
      assertThat(jdbc.isClosed()).isTrue();
    }
    assertThat(Objects.requireNonNull(orders.snapshot().pool()).discarded()).isZero();
  }

  /** jdbi's TestIterator and TestStream look for H2's code when results leave their connection. */
  @Test
  void whatWasClosedWithItsConnectionSaysSoAsItsDriverDoes() throws Exception {
    assertThat(codesOnceClosed(h2())).containsOnly("90007 90007");
    assertThat(codesOnceClosed(postgreSql())).containsOnly("55000 0");
  }

  private static List<String> codesOnceClosed(SqlConnection orders) throws Exception {
    Connection jdbc = orders.client().getConnection();
    PreparedStatement prepared = jdbc.prepareStatement("SELECT 1");
    Statement statement = jdbc.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");
    jdbc.close();
    List<ThrowingCallable> uses =
        List.of(
            rows::next,
            () -> rows.getInt(1),
            statement::getUpdateCount,
            () -> statement.executeQuery("SELECT 1"),
            prepared::executeQuery);
    List<String> codes = new ArrayList<>();
    for (ThrowingCallable use : uses) {
      SQLException rejected = catchThrowableOfType(SQLException.class, use);
      codes.add(rejected.getSQLState() + " " + rejected.getErrorCode());
    }
    return codes;
  }

  private void walkAll(Connection jdbc, String query, String numbers) throws Exception {
    walk(jdbc, Connection.class, jdbc, query, 0);
    try (Statement statement = jdbc.createStatement()) {
      statement.execute(query);
      walk(jdbc, Statement.class, statement, query, 0);
    }
    try (PreparedStatement statement = jdbc.prepareStatement(query)) {
      walk(jdbc, PreparedStatement.class, statement, query, 0);
    }
    try (CallableStatement statement = jdbc.prepareCall(numbers)) {
      walk(jdbc, CallableStatement.class, statement, query, 0);
    }
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      walk(jdbc, Array.class, rows.getArray(2), query, 0);
      walk(jdbc, ResultSet.class, rows, query, 0);
    }
  }

  private void walk(Connection jdbc, Class<?> type, Object from, String query, int depth)
      throws Exception {
    assertThat(from.getClass().getPackageName()).isEqualTo("dev.connections.sql.internal.guard");
    if (depth == DEEPEST) {
      return;
    }
    Method[] methods = type.getMethods();
    // What is done with its statement closes a result set, so that comes last.
    Arrays.sort(methods, Comparator.comparing(method -> method.getName().equals("getStatement")));
    for (Method method : methods) {
      boolean interesting = JDBC.contains(method.getReturnType()) || returnsAnything(method);
      if (!interesting || method.getName().equals("unwrap")) {
        continue;
      }
      Object result = call(method, from, query);
      if (result == null) {
        continue;
      }
      String step = method.getDeclaringClass().getSimpleName() + "." + method.getName();
      walked.add(step);
      for (Class<?> jdbcType : JDBC) {
        if (jdbcType.isInstance(result)) {
          assertThat(result.getClass().getPackageName())
              .describedAs(step + " gave a " + result.getClass().getName())
              .isEqualTo("dev.connections.sql.internal.guard");
        }
      }
      if (result instanceof Connection) {
        assertThat(result).describedAs(step).isSameAs(jdbc);
      }
      Class<?> next = method.getReturnType();
      // Each way once for each depth: the graph of JDBC objects has circles.
      if (JDBC.contains(next)
          && next != Connection.class
          && seen.putIfAbsent(step + depth, step) == null) {
        if (result instanceof ResultSet rows && !rows.isClosed()) {
          rows.next();
        }
        walk(jdbc, next, result, query, depth + 1);
      }
    }
  }

  private static boolean returnsAnything(Method method) {
    return method.getName().equals("getObject") && method.getReturnType() == Object.class;
  }

  private static @Nullable Object call(Method method, Object on, String query) throws Exception {
    List<Object> arguments = new ArrayList<>();
    int[] numbers = {
      ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT
    };
    int number = 0;
    for (Class<?> parameter : method.getParameterTypes()) {
      if (parameter == String.class) {
        arguments.add(on instanceof Connection || on instanceof Statement ? query : "b");
      } else if (parameter == int.class) {
        arguments.add(on instanceof Connection ? numbers[number++] : 2);
      } else if (parameter == long.class) {
        arguments.add(1L);
      } else if (parameter == Map.class) {
        arguments.add(Map.of());
      } else if (parameter == Class.class) {
        arguments.add(Array.class);
      } else if (parameter == boolean.class) {
        arguments.add(false);
      } else {
        arguments.add(null);
      }
    }
    try {
      return method.invoke(on, arguments.toArray());
    } catch (InvocationTargetException rejected) {
      if (rejected.getCause() instanceof SQLException
          || rejected.getCause() instanceof RuntimeException) {
        return null; // not supported, or not with such arguments
      }
      throw rejected;
    }
  }
}
