package dev.connections.internal.failure;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Phase;
import dev.connections.internal.endpoint.AuthenticationText;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.TranslatedFailure.Evidence;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.RejectedSettingsException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the reason why opening failed, which several callers may share, into what each of them
 * sees. Nothing of an operation was sent then, whatever the failure says of opening itself.
 * Thread-safe.
 */
public final class OpeningFailures {

  private final DiagnosisFactory diagnoses;

  public OpeningFailures(DiagnosisFactory diagnoses) {
    this.diagnoses = diagnoses;
  }

  /** Why an endpoint could not be opened; for an operation, if one needs it. */
  public TranslatedFailure notOpened(
      Throwable failure,
      ManagedEndpoint<?> endpoint,
      FailureClassifier failures,
      @Nullable Operation operation) {
    return translate("Opening failed: ", failure, endpoint, failures, operation);
  }

  /** Why a client could not be opened that was to take the place of another one. */
  public TranslatedFailure notReplaced(
      Throwable failure, ManagedEndpoint<?> endpoint, FailureClassifier failures) {
    return translate(
        "Opening the new client failed; keeping the current one: ",
        failure,
        endpoint,
        failures,
        null);
  }

  private TranslatedFailure translate(
      String what,
      Throwable failure,
      ManagedEndpoint<?> endpoint,
      FailureClassifier failures,
      @Nullable Operation operation) {
    if (failure instanceof ConnectionException seen) {
      return TranslatedFailure.of(seen.code(), Phase.CONNECT, seen.diagnosis().problem())
          .seenAs(conclusion -> seen);
    }
    FailureClassification told = failures.classify(failure, Phase.CONNECT);
    FailureClassification meaning =
        told == null ? FutureFailures.ofClient(failure, Phase.CONNECT) : told;
    if (meaning == null && failure instanceof RejectedSettingsException) {
      return unclassified(
          Kind.PERMANENT,
          Evidence.FAULT,
          what + "settings rejected: " + diagnoses.redacted(String.valueOf(failure.getMessage())),
          "Correct the setting, or the file that it names; the next use reads both again",
          failure,
          endpoint,
          operation);
    }
    if (meaning != null && meaning.kind() == Kind.INTERRUPTED) {
      // Only the runtime interrupts what opens: because it took longer than it may.
      return unclassified(
          Kind.TRANSIENT,
          Evidence.FAULT,
          what + "timed out, as it was not open within timeouts.connect",
          "See whether the external system answers, or raise timeouts.connect",
          null,
          endpoint,
          operation);
    }
    return meaning == null
        ? unclassified(
            Kind.PERMANENT,
            Evidence.FAULT,
            what + diagnoses.redacted(String.valueOf(failure)),
            "See the cause; the next use retries",
            failure,
            endpoint,
            operation)
        : classified(
            what + diagnoses.redacted(problem(meaning)),
            failures.shown(failure),
            meaning,
            endpoint,
            operation);
  }

  private static String problem(FailureClassification meaning) {
    return meaning.kind() == Kind.AUTHENTICATION
        ? AuthenticationText.of(meaning.problem())
        : meaning.problem();
  }

  /** Opening took too long for a caller, or altogether. */
  public TranslatedFailure notOpenedInTime(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, Deadline deadline) {
    return deadline.isExpired()
        ? unclassified(
            Kind.TIMEOUT,
            Evidence.NONE,
            "Deadline exceeded: "
                + diagnoses.limits().describe(operation, deadline)
                + " passed while the connection was being opened",
            "See whether the external system answers; opening goes on meanwhile",
            null,
            endpoint,
            operation)
        : unclassified(
            Kind.TRANSIENT,
            Evidence.FAULT,
            "Timed out connecting: not open within "
                + diagnoses.limits().timeouts().connect().toMillis()
                + " ms (timeouts.connect)",
            "See whether the external system answers, or raise timeouts.connect",
            null,
            endpoint,
            operation);
  }

  private TranslatedFailure unclassified(
      Kind kind,
      Evidence evidence,
      String problem,
      String nextStep,
      @Nullable Throwable failure,
      ManagedEndpoint<?> endpoint,
      @Nullable Operation operation) {
    return TranslatedFailure.of(DiagnosisFactory.code(kind), Phase.CONNECT, problem)
        .kind(kind)
        .evidence(evidence)
        .seenAs(
            diagnoses.begin(endpoint, operation, problem).phase(Phase.CONNECT).nextStep(nextStep),
            diagnosis -> diagnoses.exception(kind, diagnosis, failure));
  }

  private TranslatedFailure classified(
      String problem,
      Throwable failure,
      FailureClassification meaning,
      ManagedEndpoint<?> endpoint,
      @Nullable Operation operation) {
    // It was opening that took too long, not what the caller wants to do.
    Kind kind = meaning.kind() == Kind.TIMEOUT ? Kind.TRANSIENT : meaning.kind();
    Phase phase = meaning.phase().isBeforeSend() ? meaning.phase() : Phase.CONNECT;
    return TranslatedFailure.of(DiagnosisFactory.code(kind), phase, problem)
        .kind(kind)
        .retryAfter(meaning.retryAfter())
        .evidence(Evidence.FAULT)
        .seenAs(
            diagnoses.explained(diagnoses.begin(endpoint, operation, problem), meaning, kind),
            diagnosis -> diagnoses.exception(kind, diagnosis, failure));
  }
}
