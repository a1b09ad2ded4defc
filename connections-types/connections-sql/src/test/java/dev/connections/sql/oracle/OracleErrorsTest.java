package dev.connections.sql.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.internal.failure.SqlStateFailures;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers with the states of the driver's own table; texts as Oracle documents them. */
class OracleErrorsTest {

  private final OracleErrors errors = new OracleErrors();
  private final SqlStateFailures failures = new SqlStateFailures(OracleStates.RULES, errors);

  @ParameterizedTest
  @CsvSource({
    "22000, 17868, TRANSIENT,      NOT_SENT,    CONNECT",
    "66000, 12541, TRANSIENT,      NOT_SENT,    CONNECT",
    "08006, 12514, TRANSIENT,      NOT_SENT,    CONNECT",
    "66000, 12505, PERMANENT,      NOT_SENT,    AUTH",
    "08006, 18714, TRANSIENT,      NOT_SENT,    CONNECT",
    "72000, 1017,  AUTHENTICATION, NOT_SENT,    AUTH",
    "99999, 28000, AUTHENTICATION, NOT_SENT,    AUTH",
    "72000, 17800, TRANSIENT,      UNKNOWN,     RECEIVE",
    "08006, 3113,  TRANSIENT,      UNKNOWN,     RECEIVE",
    "08006, 28,    TRANSIENT,      UNKNOWN,     RECEIVE",
    "22023, 17965, PERMANENT,      NOT_SENT,    AUTH",
    "61000, 60,    TRANSIENT,      NOT_APPLIED, RECEIVE",
    "72000, 8177,  TRANSIENT,      NOT_APPLIED, RECEIVE",
    "61000, 54,    TRANSIENT,      NOT_APPLIED, RECEIVE",
    "72000, 1013,  TIMEOUT,        NOT_APPLIED, RECEIVE",
    "72000, 1456,  PERMANENT,      NOT_APPLIED, RECEIVE",
    "23000, 1,     PERMANENT,      NOT_APPLIED, RECEIVE",
    "72000, 20123, PERMANENT,      NOT_APPLIED, RECEIVE",
    "99999, 17006, PERMANENT,      UNKNOWN,     RECEIVE"
  })
  void aNumberMeans(String state, int number, Kind kind, Outcome outcome, Phase phase) {
    FailureClassification meaning = meaning(new SQLException("x", state, number));

    assertThat(meaning.kind()).isEqualTo(kind);
    assertThat(meaning.outcome()).isEqualTo(outcome);
    assertThat(meaning.phase()).isEqualTo(phase);
  }

  /** A deadlock undoes one statement, so the transaction is still there to be rolled back. */
  @Test
  void onlyWhatUndoesAllEndsTheTransaction() {
    assertThat(failures.endsTransaction(new SQLException("x", "61000", 60))).isFalse();
    assertThat(failures.endsTransaction(new SQLException("x", "72000", 2091))).isTrue();
  }

  @Test
  void aDatabaseThatIsReadOnlyRejectsWrites() {
    assertThat(failures.rejectsWrites(new SQLException("x", "72000", 16000))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          1    | ORA-00001: unique constraint (SHOP.ORDERS_PK) violated on table SHOP.ORDERS columns (ID) | UNIQUE_VIOLATION | ORDERS_PK | SHOP | ORDERS | -
          1    | ORA-00001: unique constraint (SHOP.ORDERS_PK) violated | UNIQUE_VIOLATION | ORDERS_PK | SHOP | - | -
          2290 | ORA-02290: check constraint (SHOP.POSITIVE) violated | CHECK_VIOLATION | POSITIVE | SHOP | - | -
          2291 | ORA-02291: integrity constraint (SHOP.OF_USER) violated - parent key not found | FOREIGN_KEY_VIOLATION | OF_USER | SHOP | - | -
          1400 | ORA-01400: cannot insert NULL into ("SHOP"."ORDERS"."ITEM") | NOT_NULL_VIOLATION | - | SHOP | ORDERS | ITEM
          942  | ORA-00942: table or view "SHOP"."NOPE" does not exist | UNKNOWN_TABLE | - | - | - | -
          60   | ORA-00060: deadlock detected while waiting for resource | DEADLOCK | - | - | - | -
          """)
  void namesAreInTheText(
      int number,
      String text,
      SqlProblem problem,
      String constraint,
      String schema,
      String table,
      String column) {
    assertThat(errors.of(new SQLException(text, "23000", number)))
        .isEqualTo(new SqlError("23000", number, problem, constraint, schema, table, column));
  }

  @Test
  void whatMayBeDataIsNotShown() {
    assertThat(
            errors.text(
                new SQLException(
                    "ORA-01722: unable to convert string value containing 'canary' to a number\n"
                        + "https://docs.oracle.com/error-help/db/ora-01722/",
                    "42000",
                    1722)))
        .startsWith("ORA-01722: unable to convert")
        .doesNotContain("canary", "https");
    assertThat(errors.text(new SQLException("ORA-20001: canary owes 5", "72000", 20001))).isEmpty();
  }

  @Test
  void whatDiffersEachTimeIsLeftOut() {
    assertThat(
            errors.text(
                new SQLException(
                    "ORA-12541: Cannot connect. No listener at host db port 1."
                        + " (CONNECTION_ID=xyhH5yKYS32f+7RG4Zj/bg==)\nhttps://x",
                    "66000",
                    12541)))
        .isEqualTo("ORA-12541: Cannot connect. No listener at host db port 1.");
  }

  private FailureClassification meaning(SQLException failure) {
    return Objects.requireNonNull(failures.classify(failure, Phase.RECEIVE));
  }
}
