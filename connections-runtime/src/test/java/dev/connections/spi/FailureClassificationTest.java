package dev.connections.spi;

import static dev.connections.spi.FailureClassification.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.spi.FailureClassification.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sentence that says what a failure means, and the detail that an exception carries. */
class FailureClassificationTest {

  /** What the type of a test knows of a failure. */
  record Code(int number) implements Serializable {}

  /** What none knows. */
  record Other() implements Serializable {}

  @Test
  void aFailureOfWhichNothingIsSaidMayHaveBeenAppliedAndIsNobodysFault() {
    FailureClassification meaning = failure(Kind.PERMANENT).because("It failed");

    assertThat(meaning.phase()).isEqualTo(Phase.RECEIVE);
    assertThat(meaning.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(meaning.endpointFault()).isFalse();
    assertThat(meaning.connectionLost()).isFalse();
    assertThat(meaning.problem()).isEqualTo("It failed");
    assertThat(meaning.detail()).isNull();
    assertThat(meaning.carried()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsKnownOfTheOutcomeFollowsThePhaseUnlessItIsSaid(Phase phase) {
    Outcome expected = phase.isBeforeSend() ? Outcome.NOT_SENT : Outcome.UNKNOWN;

    assertThat(failure(Kind.TRANSIENT).during(phase).because("It failed").outcome())
        .isEqualTo(expected);
    assertThat(failure(Kind.TRANSIENT).during(phase).notApplied().because("No").outcome())
        .isEqualTo(Outcome.NOT_APPLIED);
  }

  @Test
  void aPartIsChangedAndTheRestStays() {
    FailureClassification first =
        failure(Kind.TRANSIENT)
            .during(Phase.CONNECT)
            .notSent()
            .endpointFault()
            .connectionLost()
            .detail("CODE 7")
            .nextStep("Wait")
            .retryAfter(Duration.ofSeconds(3))
            .carrying(new Code(7))
            .because("Busy");

    FailureClassification second = first.but().kind(Kind.PERMANENT).because("Gone");

    assertThat(second.kind()).isEqualTo(Kind.PERMANENT);
    assertThat(second.problem()).isEqualTo("Gone");
    assertThat(second)
        .usingRecursiveComparison()
        .ignoringFields("kind", "problem")
        .isEqualTo(first);
    assertThat(first.kind()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void anExceptionGivesItsDetailToThoseWhoKnowItsClassOnly() throws Exception {
    ConnectionException thrown =
        new TransientConnectionException(
            Diagnosis.of("mail", "Busy").carrying(new Code(421)).build(), null);

    assertThat(thrown.detail(Code.class)).contains(new Code(421));
    assertThat(thrown.detail(Other.class)).isEmpty();
    assertThat(thrown).hasMessageNotContaining("421"); // texts are redacted, a detail is not
    assertThat(thrown.diagnosis().toString()).doesNotContain("421");
    assertThat(copied(thrown).detail(Code.class)).contains(new Code(421));
  }

  private static ConnectionException copied(ConnectionException thrown) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ConnectionException) in.readObject();
    }
  }
}
