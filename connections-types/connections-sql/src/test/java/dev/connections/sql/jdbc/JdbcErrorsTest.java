package dev.connections.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.internal.failure.SqlStateFailures;
import java.net.SocketException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JdbcErrorsTest {

  private final SqlStateFailures failures =
      new SqlStateFailures(JdbcStates.RULES, new JdbcErrors());

  private FailureClassification meaning(SQLException failure, Phase phase) {
    return Objects.requireNonNull(failures.classify(failure, phase));
  }

  @Test
  void aStateThatItsExceptionAgreesWithIsBelieved() {
    for (SQLException rejected :
        List.of(
            new SQLDataException("x", "22001"),
            new SQLIntegrityConstraintViolationException("x", "23505"),
            new SQLSyntaxErrorException("x", "42000"),
            new SQLTransactionRollbackException("x", "40001"),
            new SQLException("x", "42P01"))) {
      FailureClassification meaning = meaning(rejected, Phase.RECEIVE);
      assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(meaning.connectionLost()).isFalse();
    }
  }

  /** By JDBC's definition, also of drivers without states, or with states of their own. */
  @Test
  void aClassOfJdbcForWhatWasRejectedIsBelievedWhateverTheState() {
    for (SQLException rejected :
        List.of(
            new SQLDataException("x"),
            new SQLIntegrityConstraintViolationException("x"),
            new SQLIntegrityConstraintViolationException("x", "S0001", 2627),
            new SQLSyntaxErrorException("x"),
            new SQLSyntaxErrorException("x", "72000"),
            new SQLSyntaxErrorException("x", "22007"),
            new SQLException("x", "0A000"),
            new SQLFeatureNotSupportedException("x"),
            new SQLFeatureNotSupportedException("x", "HYC00"))) {
      FailureClassification meaning = meaning(rejected, Phase.RECEIVE);
      assertThat(meaning.kind()).isEqualTo(Kind.PERMANENT);
      assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(meaning.connectionLost()).isFalse();
    }
    assertThat(new JdbcErrors().of(new SQLIntegrityConstraintViolationException("x")).problem())
        .isEqualTo(SqlProblem.OTHER_CONSTRAINT_VIOLATION);
  }

  /** An outsider was told so beside "outcome NOT_SENT". */
  @Test
  void whatIsNotKnownIsNotSaidOfAStatementThatWasNotSent() {
    FailureClassification meaning = meaning(new SQLException("x"), Phase.CONNECT);

    assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(meaning.problem()).contains("cannot judge").doesNotContain("applied");
  }

  /** MariaDB's driver throws the second for SIGNAL, and the third for a read-only server. */
  @Test
  void anythingElseProvesNothingAndCostsTheConnection() {
    for (SQLException unclear :
        List.of(
            new SQLException("x"),
            new SQLTransientConnectionException("x", "45000"),
            new SQLInvalidAuthorizationSpecException("x", "25006"),
            new SQLTransactionRollbackException("x"),
            new SQLNonTransientConnectionException("x", "23000"),
            new SQLIntegrityConstraintViolationException("x", "40001"),
            new SQLException("x", "72000", 17800),
            new SQLException("x", "S0001", 229))) {
      FailureClassification meaning = meaning(unclear, Phase.RECEIVE);
      assertThat(meaning.kind()).isEqualTo(Kind.PERMANENT);
      assertThat(meaning.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(meaning.connectionLost()).isTrue();
    }
  }

  @Test
  void whatIsLostOrTimedOutIsSeenByItsClassOrCause() {
    SQLException reset = new SQLException("x", "66000", new SocketException("Connection reset"));

    assertThat(meaning(reset, Phase.RECEIVE).kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(meaning(reset, Phase.RECEIVE).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(meaning(new SQLRecoverableException("x"), Phase.RECEIVE).kind())
        .isEqualTo(Kind.TRANSIENT);
    assertThat(meaning(new SQLTimeoutException("x"), Phase.RECEIVE).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(meaning(new SQLException("x", "57014"), Phase.RECEIVE).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void whileConnectingNothingWasSent() {
    for (String state : List.of("08001", "08004", "28000", "72000", "42000", "40001", "22000")) {
      assertThat(meaning(new SQLException("x", state), Phase.CONNECT).outcome())
          .isEqualTo(Outcome.NOT_SENT);
    }
    assertThat(meaning(new SQLException("x", "28P01"), Phase.CONNECT).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void noPhaseAfterSendingProvesThatNothingWasSent() {
    for (String state : List.of("08001", "08003", "08004", "28000")) {
      assertThat(meaning(new SQLException("x", state), Phase.RECEIVE).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void whatMayBeAValueIsLeftOut() {
    assertThat(
            new JdbcErrors()
                .text(
                    new SQLException(
                        "Violation of UNIQUE KEY constraint 'item_name'. The duplicate key value is"
                            + " (canary, 4711).",
                        "23000",
                        2627)))
        .doesNotContain("canary")
        .doesNotContain("4711")
        .contains("Violation of UNIQUE KEY constraint");
  }
}
