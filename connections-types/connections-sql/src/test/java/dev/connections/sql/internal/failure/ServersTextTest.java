package dev.connections.sql.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.LeaseAction;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.testsupport.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A developer is told what is wrong with a statement, and nobody is told its values: "canary" and
 * 4711 stand for them.
 */
@Timeout(60)
class ServersTextTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");

  private @Nullable SqlFixture fixture;

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  private SqlConnection postgreSql() throws Exception {
    SqlFixture opened = SqlFixture.of(SqlFixture.app(PostgresServer.shared().port(), 2));
    fixture = opened;
    return opened.connection();
  }

  private SqlConnection h2() {
    SqlFixture opened = SqlFixture.of(H2Configuration.of("jdbc:h2:mem:texts"));
    fixture = opened;
    return opened.connection();
  }

  private static void execute(Connection jdbc, String sql) throws Exception {
    try (Statement statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The message, after everything that could be logged was searched for values. */
  private static String told(SqlConnection orders, LeaseAction<Connection> work) {
    Throwable thrown = catchThrowable(() -> orders.run(WRITE, work));
    assertThat(thrown).isInstanceOf(ConnectionException.class);
    StringWriter everything = new StringWriter();
    thrown.printStackTrace(new PrintWriter(everything));
    assertThat(everything + ((ConnectionException) thrown).diagnosis().toString())
        .doesNotContainIgnoringCase("canary")
        .doesNotContain("4711");
    return String.valueOf(thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT 'O' x Canary                                  | syntax error at or near "?" at character 14 of the statement as sent
          SELECT 1 FROM WHERE name = "canary "quoted" canary"  | syntax error at or near "?" at character 15 of the statement as sent
          SELECT (1 + )                                        | syntax error at or near ")" at character 13 of the statement as sent
          SELECT count(                                        | syntax error at end of input at character 14 of the statement as sent
          SELECT U&'canary "quoted" \\canary'                  | Unicode escape
          INSERT INTO pg_class (relname) VALUES ('canary', 1)  | INSERT has more expressions than target columns
          SELECT 1/0                                           | division by zero
          SELECT CAST(99999999999 AS INT)                      | integer out of range
          SELECT CAST(CAST('canary' AS TEXT) AS INT)           | invalid input syntax for type integer: "?"
          SELECT CAST('canary"4711" can"ary' AS INT)           | invalid input syntax for type integer: "?"
          SELECT CAST('4711471147114711' AS INT)               | value "?" is out of range for type integer
          SELECT CAST('canary-01-01' AS DATE)                  | invalid input syntax for type date: "?"
          SELECT CAST('2020-4711-99' AS DATE)                  | date/time field value out of range: "?"
          SELECT CAST('{canary' AS INT[])                      | malformed array literal: "?"
          SELECT CAST('{"a": canary}' AS JSON)                 | invalid input syntax for type json
          SELECT substring('x' from 1 for -4711)               | negative substring length not allowed
          SELECT to_date('canary', 'YYYY')                     | invalid value "?"
          SELECT 1 WHERE 'canary' ~ '('                        | invalid regular expression: parentheses () not balanced
          SELECT 1 WHERE 1 = (SELECT 1 UNION SELECT 2)         | more than one row returned by a subquery
          SELECT setval('texts_numbers', 471100000000000)      | value ? is out of bounds for sequence "?"
          SELECT set_config('work_mem', 'canary', false)       | invalid value for parameter "?"
          SELECT 'a' + 1 + 'canary'                            | invalid input syntax for type integer: "?"
          SELECT lower(1, 'canary')                            | function lower(integer, unknown) does not exist
          SELECT 1 LIMIT -4711                                 | LIMIT must not be negative
          INSERT INTO texts_short VALUES ('canary')            | value too long for type character varying(5)
          INSERT INTO texts_number VALUES (4711.5)             | numeric field overflow
          SELECT chr(0), 'canary'                              | null character not permitted
          """)
  void whatPostgreSqlSaysIsKeptWithoutValues(String sql, String text) throws Exception {
    PostgresServer.shared()
        .asSuperuser(
            "CREATE SEQUENCE IF NOT EXISTS texts_numbers MAXVALUE 9999; GRANT ALL ON texts_numbers TO app;"
                + " CREATE TABLE IF NOT EXISTS texts_short (a VARCHAR(5));"
                + " GRANT ALL ON texts_short TO app;"
                + " CREATE TABLE IF NOT EXISTS texts_number (a NUMERIC(4,2));"
                + " GRANT ALL ON texts_number TO app");

    assertThat(told(postgreSql(), jdbc -> execute(jdbc, sql))).contains(text);
  }

  @Test
  void inAFailedTransactionTheServersReasonIsKept() throws Exception {
    SqlConnection orders = postgreSql();
    Throwable thrown =
        catchThrowable(
            () ->
                orders.runInTransaction(
                    WRITE,
                    jdbc -> {
                      assertThat(catchThrowable(() -> execute(jdbc, "SELECT 1/0"))).isNotNull();
                      execute(jdbc, "SELECT 'canary'");
                    }));

    assertThat(thrown).hasMessageContaining("current transaction is aborted");
  }

  /** What a user writes into RAISE has any SQLSTATE, and any data. */
  @ParameterizedTest
  @CsvSource({"P0001", "22023", "23505", "42601", "45000"})
  void whatAFunctionRaisesIsLeftOut(String state) throws Exception {
    String raise =
        "DO $$ BEGIN RAISE EXCEPTION 'no canary 4711 here' USING ERRCODE = '" + state + "'; END $$";

    assertThat(told(postgreSql(), jdbc -> execute(jdbc, raise))).contains("SQLSTATE " + state);
  }

  @Test
  void aBatchTellsWhatTheEntrysFailureIs() throws Exception {
    assertThat(
            told(
                postgreSql(),
                jdbc -> {
                  try (PreparedStatement statement =
                      jdbc.prepareStatement("SELECT CAST(CAST(? AS TEXT) AS INT)")) {
                    statement.setString(1, "canary \"4711\" x");
                    statement.addBatch();
                    statement.executeBatch();
                  }
                }))
        .contains("invalid input syntax for type integer: \"?\"");
  }

  @Test
  void aParameterWithoutValueIsNothingThatTheServerRefused() throws Exception {
    String told =
        told(
            postgreSql(),
            jdbc -> {
              try (PreparedStatement statement = jdbc.prepareStatement("SELECT ?")) {
                statement.executeQuery();
              }
            });
    assertThat(told)
        .contains("The driver did not send the statement", "No value specified for parameter 1")
        .contains("each must have a value")
        .doesNotContain("refused the data");
  }

  @Test
  void aParameterThatDoesNotExistIsNothingThatTheServerRefused() throws Exception {
    String told =
        told(
            postgreSql(),
            jdbc -> {
              try (PreparedStatement statement = jdbc.prepareStatement("SELECT ?")) {
                statement.setString(3, "canary");
              }
            });
    assertThat(told)
        .contains("The driver did not send the statement")
        .contains("The column index is out of range: 3, number of columns: 1")
        .contains("[permanent]");
  }

  @Test
  void aParameterWithoutValueIsToldByH2Too() {
    String told =
        told(
            h2(),
            jdbc -> {
              try (PreparedStatement statement = jdbc.prepareStatement("SELECT 1 + ?")) {
                statement.executeQuery();
              }
            });
    assertThat(told).contains("A parameter of the statement has no value", "#1");
  }

  /** The driver reads after the server has worked: it proves nothing of what was applied. */
  @Test
  void aValueThatTheDriverCannotReadIsNothingThatTheServerRefused() throws Exception {
    SqlConnection orders = postgreSql();
    for (String getter : List.of("int", "index", "name")) {
      Throwable thrown =
          catchThrowable(
              () ->
                  orders.run(
                      WRITE,
                      jdbc -> {
                        try (Statement statement = jdbc.createStatement();
                            ResultSet rows = statement.executeQuery("SELECT 'canary' AS a")) {
                          rows.next();
                          switch (getter) {
                            case "int" -> rows.getInt(1);
                            case "index" -> rows.getInt(7);
                            default -> rows.getInt("total");
                          }
                        }
                      }));
      assertThat(thrown)
          .hasMessageContaining("The driver cannot do what the JDBC call asks for")
          .hasMessageContaining(
              switch (getter) {
                case "int" -> "Bad value for type int: ?";
                case "index" -> "The column index is out of range: 7, number of columns: 1";
                default -> "The column name total was not found";
              });
      assertThat(((ConnectionException) thrown).outcome()).isEqualTo(Outcome.UNKNOWN);
      StringWriter everything = new StringWriter();
      thrown.printStackTrace(new PrintWriter(everything));
      assertThat(everything.toString()).doesNotContain("canary");
    }
  }

  @Test
  void theDriversOwnParserDoesNotRepeatTheStatement() throws Exception {
    String told = told(postgreSql(), jdbc -> execute(jdbc, "SELECT 'canary, 4711"));
    assertThat(told)
        .contains("The driver did not send the statement")
        .contains("Unterminated string literal started at position 7 (SQLSTATE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT 'O'Canary'                              | Syntax error in SQL statement "?"
          SELECT 1 FROM WHERE name = "canary "q" canary" | Syntax error in SQL statement "?" at character 15 of the statement; expected "identifier"
          SELECT (1 + ) FROM "canary"                    | Syntax error in SQL statement "?" at character 13 of the statement
          SELECT 1/0                                     | Division by zero: "?"
          SELECT CAST('canary"4711" ca' AS INT)          | Data conversion error converting "?"
          SELECT CAST(4711471147114711 AS INT)           | Numeric value out of range: "?"
          SELECT CAST('canary-01-01' AS DATE)            | "?"
          INSERT INTO short VALUES ('canary"4711"')      | Value too long for column "A CHARACTER VARYING(5)": ?
          INSERT INTO only VALUES ('canary"Canary"')     | Unique index or primary key violation: "?"
          """)
  void whatH2SaysIsKeptWithoutValues(String sql, String text) throws Exception {
    SqlConnection orders = h2();
    orders.run(
        WRITE,
        jdbc -> {
          execute(jdbc, "CREATE TABLE IF NOT EXISTS short (a VARCHAR(5))");
          execute(jdbc, "CREATE TABLE IF NOT EXISTS only (a VARCHAR(50) UNIQUE)");
          execute(jdbc, "INSERT INTO only VALUES ('canary\"Canary\"')");
        });

    assertThat(told(orders, jdbc -> execute(jdbc, sql))).contains(text);
  }

  @Test
  void anInitSqlThatH2RefusesIsNamedWithItsPlace() {
    SqlPoolSettings pool =
        new SqlPoolSettings(
            2,
            Optional.empty(),
            Duration.ofMinutes(30),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("SELCT 'canary'"));
    SqlFixture opened =
        SqlFixture.of(
            new H2Configuration(
                "jdbc:h2:mem:texts", "sa", Optional.empty(), pool, false, Optional.empty()));
    fixture = opened;

    assertThat(told(opened.connection(), jdbc -> execute(jdbc, "SELECT 1")))
        .contains(
            "pool.connectionInitSql failed: Syntax error in SQL statement \"?\" at character 1")
        .contains("Correct pool.connectionInitSql");
  }
}
