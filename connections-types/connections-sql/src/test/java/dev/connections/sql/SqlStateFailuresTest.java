package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.SQLExceptionOverride;
import dev.connections.Outcome;
import dev.connections.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStateFailuresTest {

  private final SqlStateFailures postgreSql = new SqlStateFailures(SqlStateRules.POSTGRESQL);

  /** What each state means when it comes while a statement that is committed at once is awaited. */
  @ParameterizedTest
  @CsvSource({
    "08001, TRANSIENT,      CONNECT, NOT_SENT,    true,  true",
    "08004, AUTHENTICATION, AUTH,    NOT_SENT,    false, true",
    "28P01, AUTHENTICATION, AUTH,    NOT_SENT,    false, true",
    "28000, AUTHENTICATION, AUTH,    NOT_SENT,    false, true",
    "3D000, PERMANENT,      AUTH,    NOT_SENT,    false, true",
    "08003, PERMANENT,      AWAIT,   NOT_APPLIED, false, true",
    "08000, TRANSIENT,      AWAIT,   UNKNOWN,     true,  true",
    "08006, TRANSIENT,      AWAIT,   UNKNOWN,     true,  true",
    "08007, TRANSIENT,      AWAIT,   UNKNOWN,     true,  true",
    "40003, TRANSIENT,      AWAIT,   UNKNOWN,     true,  true",
    "08P01, PERMANENT,      AWAIT,   UNKNOWN,     true,  true",
    "40001, TRANSIENT,      AWAIT,   NOT_APPLIED, false, false",
    "40P01, TRANSIENT,      AWAIT,   NOT_APPLIED, false, false",
    "25P02, PERMANENT,      AWAIT,   NOT_APPLIED, false, false",
    "25006, PERMANENT,      AWAIT,   NOT_APPLIED, false, false",
    "25P03, PERMANENT,      AWAIT,   NOT_APPLIED, false, true",
    "53300, TRANSIENT,      CONNECT, NOT_SENT,    true,  true",
    "53100, PERMANENT,      AWAIT,   NOT_APPLIED, true,  false",
    "53200, PERMANENT,      AWAIT,   NOT_APPLIED, true,  false",
    "58030, PERMANENT,      AWAIT,   NOT_APPLIED, true,  false",
    "55P03, PERMANENT,      AWAIT,   NOT_APPLIED, false, false",
    "57014, TIMEOUT,        AWAIT,   NOT_APPLIED, false, false",
    "57P01, TRANSIENT,      AWAIT,   UNKNOWN,     true,  true",
    "57P02, TRANSIENT,      AWAIT,   UNKNOWN,     true,  true",
    "57P03, TRANSIENT,      CONNECT, NOT_SENT,    true,  true",
    "57P05, TRANSIENT,      AWAIT,   NOT_APPLIED, false, true",
    "22012, PERMANENT,      AWAIT,   NOT_APPLIED, false, false",
    "23505, PERMANENT,      AWAIT,   NOT_APPLIED, false, false",
    "42601, PERMANENT,      AWAIT,   NOT_APPLIED, false, false",
    "0A000, PERMANENT,      AWAIT,   NOT_APPLIED, false, false",
    "P0001, PERMANENT,      AWAIT,   NOT_APPLIED, false, false"
  })
  void aStateMeans(
      String state,
      Kind kind,
      Phase phase,
      Outcome outcome,
      boolean endpointFault,
      boolean connectionLost) {
    FailureClassification meaning = meaning(new SQLException("What it says.\n  More.", state));

    assertThat(meaning.kind()).isEqualTo(kind);
    assertThat(meaning.phase()).isEqualTo(phase);
    assertThat(meaning.outcome()).isEqualTo(outcome);
    assertThat(meaning.endpointFault()).isEqualTo(endpointFault);
    assertThat(meaning.connectionLost()).isEqualTo(connectionLost);
    assertThat(meaning.detail()).isEqualTo("SQLSTATE " + state);
    assertThat(meaning.problem()).endsWith(": What it says.");
  }

  @Test
  void aConnectionLostBeforeCommitHasAppliedNothing() {
    SQLException lost = new SQLException("gone", "08006");

    assertThat(Objects.requireNonNull(postgreSql.classify(lost, Phase.SEND)).outcome())
        .isEqualTo(Outcome.NOT_APPLIED);
    assertThat(Objects.requireNonNull(postgreSql.classify(lost, Phase.COMMIT)).outcome())
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(Objects.requireNonNull(postgreSql.classify(lost, Phase.CONNECT)).outcome())
        .isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void theDriversFailureIsFoundBelowThePools() {
    SQLException driver = new SQLException("refused", "08001");
    SQLException pool = new SQLTransientConnectionException("not available", null, driver);

    assertThat(meaning(pool).detail()).isEqualTo("SQLSTATE 08001");
  }

  @Test
  void theNextExceptionIsLookedAtToo() {
    SQLException batch = new SQLException("batch failed");
    batch.setNextException(new SQLException("duplicate", "23505"));

    assertThat(meaning(batch).kind()).isEqualTo(Kind.PERMANENT);
    assertThat(meaning(batch).detail()).isEqualTo("SQLSTATE 23505");
  }

  @Test
  void anExhaustedPoolHasNoState() {
    FailureClassification meaning =
        Objects.requireNonNull(
            postgreSql.classify(
                new SQLTransientConnectionException("timed out after 5000ms"), Phase.ACQUIRE));

    assertThat(meaning.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(meaning.endpointFault()).isFalse();
  }

  @Test
  void exceptionsWithoutStateAreKnownByTheirClassOrCause() {
    assertThat(meaning(new SQLTimeoutException("slow")).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(meaning(new SQLException("io", new IOException("reset"))).connectionLost()).isTrue();
    assertThat(meaning(new SQLException("?")).kind()).isEqualTo(Kind.PERMANENT);
    assertThat(meaning(new SQLException("?", new InterruptedException())).kind())
        .isEqualTo(Kind.INTERRUPTED);
  }

  @Test
  void aCircleOfExceptionsIsNotFollowedForEver() {
    SQLException first = new SQLException("a");
    SQLException second = new SQLException("b", first);
    first.initCause(second);

    assertThat(meaning(first).kind()).isEqualTo(Kind.PERMANENT);
  }

  @Test
  void theApplicationsOwnExceptionsAreNotJudged() {
    assertThat(postgreSql.classify(new IllegalStateException(), Phase.AWAIT)).isNull();
    assertThat(
            postgreSql.classify(
                new RuntimeException(new SQLException("wrapped", "23505")), Phase.AWAIT))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "08006, MUST_EVICT",
    "57P01, MUST_EVICT",
    "57P05, MUST_EVICT",
    "0A000, DO_NOT_EVICT",
    "57014, DO_NOT_EVICT",
    "23505, DO_NOT_EVICT",
    "P0001, CONTINUE_EVICT"
  })
  void thePoolThrowsAwayWhatIsLostAndNothingElse(
      String state, SQLExceptionOverride.Override expected) {
    assertThat(new EvictionRule(postgreSql).adjudicate(new SQLTimeoutException("x", state)))
        .isEqualTo(expected);
  }

  private FailureClassification meaning(SQLException failure) {
    return Objects.requireNonNull(postgreSql.classify(failure, Phase.AWAIT));
  }
}
