package dev.connections.sql.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that commit by themselves and then fail (yugabyte-db#30459). */
@Tag("situation")
@Timeout(120)
class CommitInTextTest {

  private static final Operation WRITE = Operation.nonIdempotent("book").maxAttempts(3);

  private static SqlFixture fixture() throws Exception {
    PostgresServer server = PostgresServer.shared();
    server.asSuperuser("DROP TABLE IF EXISTS committed_text");
    server.asSuperuser("CREATE TABLE committed_text (n INT)");
    server.asSuperuser(
        "CREATE OR REPLACE PROCEDURE commit_and_fail() LANGUAGE plpgsql AS $$ BEGIN"
            + " INSERT INTO committed_text VALUES (1); COMMIT;"
            + " RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$");
    server.asSuperuser("GRANT ALL ON committed_text TO app");
    server.asSuperuser("GRANT EXECUTE ON PROCEDURE commit_and_fail TO app");
    return SqlFixture.of(SqlFixture.app(server.port(), 1));
  }

  private static int rows(SqlConnection orders) {
    return orders.execute(
        Operation.read("count"),
        jdbc -> {
          try (Statement query = jdbc.createStatement();
              ResultSet count = query.executeQuery("SELECT count(*) FROM committed_text")) {
            count.next();
            return count.getInt(1);
          }
        });
  }

  private static Void run(Connection jdbc, String text) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.execute(text);
    }
    return null;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL commit_and_fail()",
        "/* from=orders */ call commit_and_fail()",
        "DO $$ BEGIN INSERT INTO committed_text VALUES (1); COMMIT; PERFORM 1 / 0; END $$",
        "BEGIN; INSERT INTO committed_text VALUES (1); COMMIT; SELECT 1 / 0",
      })
  void whatMayHaveCommittedBeforeItFailedIsUnknownAndNotRepeated(String text) throws Exception {
    try (SqlFixture fixture = fixture()) {
      SqlConnection orders = fixture.connection();

      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class, () -> orders.execute(WRITE, jdbc -> run(jdbc, text)));

      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(rows(orders)).as("done once").isEqualTo(1);
    }
  }

  @Test
  void aCommitByTextInATransactionIsNotUndoneByALaterFailure() throws Exception {
    try (SqlFixture fixture = fixture()) {
      SqlConnection orders = fixture.connection();

      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class,
              () ->
                  orders.inTransaction(
                      WRITE,
                      TransactionOptions.DEFAULT.repeatable(3),
                      jdbc -> {
                        run(jdbc, "INSERT INTO committed_text VALUES (1)");
                        run(jdbc, "COMMIT");
                        return run(
                            jdbc,
                            "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$");
                      }));

      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(rows(orders)).as("done once").isEqualTo(1);
    }
  }

  @Test
  void severalStatementsAreUndoneTogetherWhereTheServerDoesSo() throws Exception {
    try (SqlFixture fixture = fixture()) {
      SqlConnection orders = fixture.connection();

      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class,
              () ->
                  orders.execute(
                      WRITE,
                      jdbc -> run(jdbc, "INSERT INTO committed_text VALUES (1); SELECT 1 / 0")));

      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(rows(orders)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT CASE WHEN a THEN 1 END FROM t; SELECT 2 | true | true | false
          INSERT INTO t VALUES ('; commit')              | true | true | false
          INSERT INTO t VALUES (E'\\n'); COMMIT; SELECT 1 | true | true | true
          CREATE FUNCTION f() AS $a$ BEGIN; END; $a$     | true | true | false
          CALL p()                                       | false | true | false
          INSERT INTO t VALUES (1); UPDATE t SET a = 2   | true | false | true
          INSERT INTO t VALUES (1);                      | true | false | false
          INSERT INTO t VALUES (1); UPDATE t SET a = 2   | false | false | false
          PREPARE TRANSACTION 'a'                        | false | true | true
          """)
  void aTextIsReadAndNotSearched(String text, boolean autoCommit, boolean atomic, boolean commits) {
    assertThat(CommitInText.isPossible(text, autoCommit, atomic)).isEqualTo(commits);
    assertThat(CommitInText.isPossible(text.toUpperCase(Locale.ROOT), autoCommit, atomic))
        .isEqualTo(commits);
  }
}
