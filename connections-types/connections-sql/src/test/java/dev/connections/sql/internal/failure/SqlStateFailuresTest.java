package dev.connections.sql.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.SQLExceptionOverride;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.sql.postgresql.PostgreSqlFixture;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStateFailuresTest {

  private final SqlStateFailures postgreSql = PostgreSqlFixture.failures();

  /** What each state means when it comes while a statement that is committed at once is awaited. */
  @ParameterizedTest
  @CsvSource({
    "08001, TRANSIENT,      CONNECT, NOT_SENT,    true,  true",
    "08004, AUTHENTICATION, AUTH,    NOT_SENT,    false, true",
    "28P01, AUTHENTICATION, AUTH,    NOT_SENT,    false, true",
    "28000, AUTHENTICATION, AUTH,    NOT_SENT,    false, true",
    "3D000, PERMANENT,      AUTH,    NOT_SENT,    false, true",
    "08003, PERMANENT,      RECEIVE,   NOT_APPLIED, false, true",
    "08000, TRANSIENT,      RECEIVE,   UNKNOWN,     true,  true",
    "08006, TRANSIENT,      RECEIVE,   UNKNOWN,     true,  true",
    "08007, TRANSIENT,      RECEIVE,   UNKNOWN,     true,  true",
    "40003, TRANSIENT,      RECEIVE,   UNKNOWN,     true,  true",
    "08P01, PERMANENT,      RECEIVE,   UNKNOWN,     true,  true",
    "40001, TRANSIENT,      RECEIVE,   NOT_APPLIED, false, false",
    "40P01, TRANSIENT,      RECEIVE,   NOT_APPLIED, false, false",
    "25P02, PERMANENT,      RECEIVE,   NOT_APPLIED, false, false",
    "25006, PERMANENT,      RECEIVE,   NOT_APPLIED, false, false",
    "25P03, PERMANENT,      RECEIVE,   NOT_APPLIED, false, true",
    "53300, TRANSIENT,      CONNECT, NOT_SENT,    true,  true",
    "53100, TRANSIENT,      RECEIVE,   NOT_APPLIED, false, false",
    "53200, TRANSIENT,      RECEIVE,   NOT_APPLIED, false, false",
    "58030, PERMANENT,      RECEIVE,   NOT_APPLIED, true,  false",
    "55P03, TRANSIENT,      RECEIVE,   NOT_APPLIED, false, false",
    "55006, TRANSIENT,      RECEIVE,   NOT_APPLIED, false, false",
    "57014, TIMEOUT,        RECEIVE,   NOT_APPLIED, false, false",
    "57P01, TRANSIENT,      RECEIVE,   UNKNOWN,     true,  true",
    "57P02, TRANSIENT,      RECEIVE,   UNKNOWN,     true,  true",
    "57P03, TRANSIENT,      CONNECT, NOT_SENT,    true,  true",
    "57P05, TRANSIENT,      RECEIVE,   NOT_APPLIED, false, true",
    "22012, PERMANENT,      RECEIVE,   NOT_APPLIED, false, false",
    "23505, PERMANENT,      RECEIVE,   NOT_APPLIED, false, false",
    "42601, PERMANENT,      RECEIVE,   NOT_APPLIED, false, false",
    "0A000, PERMANENT,      RECEIVE,   NOT_APPLIED, false, false",
    "P0001, PERMANENT,      RECEIVE,   NOT_APPLIED, false, false",
    "99999, TRANSIENT,      RECEIVE,   UNKNOWN,     true,  true",
    "00000, PERMANENT,      RECEIVE,   UNKNOWN,     false, false",
    "0100E, PERMANENT,      RECEIVE,   UNKNOWN,     false, false",
    "01004, PERMANENT,      RECEIVE,   UNKNOWN,     false, false",
    "02000, PERMANENT,      RECEIVE,   UNKNOWN,     false, false"
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
    boolean ofUsers = state.equals("P0001");
    assertThat(meaning.problem().endsWith(": What it says.")).isEqualTo(!ofUsers);
    assertThat(meaning.problem()).doesNotContain("More");
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
    assertThat(postgreSql.classify(new IllegalStateException(), Phase.RECEIVE)).isNull();
    assertThat(
            postgreSql.classify(
                new RuntimeException(new SQLException("wrapped", "23505")), Phase.RECEIVE))
        .isNull();
  }

  /** Before anything is sent, no state can say that something was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08004", "08006", "08007", "40001", "40003", "53200", "57014", "22023", "42501", "0A000",
        "0100E", "99999", "ZZ999"
      })
  void whateverRefusesUsWhileConnectingWasNotSent(String state) {
    for (Phase phase : List.of(Phase.ACQUIRE, Phase.CONNECT, Phase.AUTH)) {
      assertThat(
              Objects.requireNonNull(postgreSql.classify(new SQLException("x", state), phase))
                  .outcome())
          .isEqualTo(Outcome.NOT_SENT);
    }
  }

  @Test
  void tooManyConnectionsIsNoQuestionOfCredentials() {
    FailureClassification meaning =
        Objects.requireNonNull(
            postgreSql.classify(
                new SQLException("Too many connections", "08004", 1040), Phase.CONNECT));

    assertThat(meaning.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  /** Frozen server: HikariCP's time-out carries the state of the last failure. */
  @ParameterizedTest
  @ValueSource(strings = {"08003", "99999", "57014", "08006", "42601", "0A000"})
  void aTimeOutOfThePoolIsNotJudgedByTheStateOfItsLastFailure(String stale) {
    SQLException last = new SQLException("the last failure", stale);
    SQLException pool =
        new SQLTransientConnectionException(
            "orders-db - Connection is not available, request timed out after 6021ms", stale, last);
    SQLException ours = TimeLimitException.acquire(Duration.ofSeconds(6), "timeouts.acquire", pool);

    for (SQLException each : List.of(pool, ours)) {
      FailureClassification meaning =
          Objects.requireNonNull(postgreSql.classify(each, Phase.ACQUIRE));
      assertThat(meaning.kind()).isEqualTo(Kind.TRANSIENT);
      assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_SENT);
    }
    assertThat(Objects.requireNonNull(postgreSql.classify(ours, Phase.ACQUIRE)).problem())
        .contains("6000ms", "timeouts.acquire");
  }

  @Test
  void aTimeOutOfThePoolThatARefusedPasswordExplainsIsThat() {
    SQLException pool =
        new SQLTransientConnectionException(
            "timed out", "28P01", new SQLException("password refused", "28P01"));

    assertThat(
            Objects.requireNonNull(
                    postgreSql.classify(
                        TimeLimitException.acquire(Duration.ofSeconds(6), "timeouts.acquire", pool),
                        Phase.ACQUIRE))
                .kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void aCheckedExceptionAroundTheDriversIsTheDatabases() {
    FailureClassification meaning =
        Objects.requireNonNull(
            postgreSql.classify(
                new Exception("the application's", new SQLException("gone", "08006")),
                Phase.RECEIVE));

    assertThat(meaning.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(postgreSql.classify(new Exception("no database"), Phase.RECEIVE)).isNull();
  }

  @Test
  void whatIsOnlySuppressedSaysNothing() {
    SQLException rejected = new SQLException("duplicate", "23505");
    rejected.addSuppressed(new SQLException("gone", "08006"));
    rejected.addSuppressed(new InterruptedException());

    assertThat(meaning(rejected).outcome()).isEqualTo(Outcome.NOT_APPLIED);
  }

  @Test
  void aBatchOfWhichSomethingWasAppliedIsNotProvenUndone() {
    BatchUpdateException partly =
        new BatchUpdateException("x", "23505", 0, new int[] {1, -3}, new SQLException("y"));
    BatchUpdateException nothing =
        new BatchUpdateException("x", "23505", 0, new int[] {-3, -3}, new SQLException("y"));

    assertThat(meaning(partly).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(meaning(nothing).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(Objects.requireNonNull(postgreSql.classify(partly, Phase.SEND)).outcome())
        .isEqualTo(Outcome.NOT_APPLIED);
  }

  /** States say nothing of it: 08000, 08006, 08S01, 42000 and 22023 were seen. */
  @ParameterizedTest
  @ValueSource(strings = {"08006", "08S01", "42000", "22023"})
  void causesThatLeaveNoDoubtGoBeforeStates(String state) {
    FailureClassification unknownHost =
        Objects.requireNonNull(
            postgreSql.classify(
                new SQLException("x", state, new UnknownHostException("nowhere")), Phase.CONNECT));
    FailureClassification certificate =
        Objects.requireNonNull(
            postgreSql.classify(
                new SQLException("x", state, new IOException(new CertificateException("PKIX"))),
                Phase.CONNECT));

    assertThat(unknownHost.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(unknownHost.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(certificate.kind()).isEqualTo(Kind.PERMANENT);
    assertThat(certificate.outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void aStalePlanIsTransientAndWasNotApplied() {
    FailureClassification meaning =
        meaning(new SQLException("ERROR: cached plan must not change result type", "0A000"));

    assertThat(meaning.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(meaning.endpointFault()).isFalse();
    assertThat(meaning.problem()).contains("altered");
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
    return Objects.requireNonNull(postgreSql.classify(failure, Phase.RECEIVE));
  }

  /** A connection of {@code client()} inside other work, say: who waits for whom must be told. */
  @Test
  void whatAnotherConnectionHasSaidIsShownAsItIs() {
    AcquireTimeoutException said =
        new AcquireTimeoutException(
            Diagnosis.of("orders-db", "no permit became free; held by 'import'").build(), null);
    SQLException asJdbc = new SQLTransientConnectionException(said.getMessage(), null, said);

    assertThat(postgreSql.shown(asJdbc)).isSameAs(asJdbc).hasMessageContaining("'import'");
    assertThat(postgreSql.shown(new SQLException("value 'x'", "22000", asJdbc)))
        .hasMessageContaining("value '?'")
        .cause()
        .isSameAs(asJdbc);
  }
}
