package dev.connections.internal.resilience;

import dev.connections.ConnectionAuthenticationException;
import dev.connections.ConnectionClosedException;
import dev.connections.ConnectionException;
import dev.connections.ConnectionInterruptedException;
import dev.connections.DeadlineExceededException;
import dev.connections.Diagnosis;
import dev.connections.Operation;
import dev.connections.Outcome;
import dev.connections.OutcomeUnknownException;
import dev.connections.PermanentConnectionException;
import dev.connections.Phase;
import dev.connections.TransientConnectionException;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.Redactor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what was thrown into what users of a connection see. Thread-safe. */
final class FailureTranslator {

  private static final String FIND_OUT =
      "Find out whether it was applied before doing it again; if it may be repeated, declare the"
          + " operation idempotent or give it a key";

  private final String connection;
  private final Endpoint endpoint;
  private final Redactor redactor;
  private final Supplier<String> situation;

  /**
   * The translator of one connection.
   *
   * @param situation how pool and permits stand, in one line
   */
  FailureTranslator(
      String connection, Endpoint endpoint, Redactor redactor, Supplier<String> situation) {
    this.connection = connection;
    this.endpoint = endpoint;
    this.redactor = redactor;
    this.situation = situation;
  }

  /** Translates what the work of an attempt, or the holder of a permit, has thrown. */
  TranslatedFailure translate(Exception failure, FailedUse use) {
    if (failure instanceof ConnectionException seen) {
      return new TranslatedFailure(seen, seen.connection().equals(connection), null);
    }
    if (failure instanceof InterruptedException) {
      return interrupted(failure, use);
    }
    FailureClassification meaning = endpoint.failures().classify(failure, use.phase());
    if (meaning == null && failure instanceof RuntimeException application) {
      return TranslatedFailure.passed(application);
    }
    if (use.ending() == FailedUse.Ending.EXPIRED) {
      return expired(failure, use, meaning);
    }
    if (use.ending() == FailedUse.Ending.ABORTED) {
      return aborted(failure, use, meaning);
    }
    return meaning == null ? unclassified(failure, use) : classified(failure, use, meaning);
  }

  private TranslatedFailure interrupted(Throwable failure, FailedUse use) {
    Thread.currentThread().interrupt();
    Diagnosis.Builder diagnosis =
        begin(use, "The thread was interrupted")
            .outcome(OutcomeRule.withoutAnswer(use.phase(), use.exchangeCompleted()));
    return TranslatedFailure.passed(
        new ConnectionInterruptedException(diagnosis.build(), redactor.redact(failure)));
  }

  /** What is known of what was broken off: more, if the external system still answered. */
  private static Outcome brokenOff(FailedUse use, @Nullable FailureClassification meaning) {
    return meaning == null || meaning.outcome() == Outcome.UNKNOWN
        ? OutcomeRule.withoutAnswer(use.phase(), use.exchangeCompleted())
        : OutcomeRule.ofAttempt(
            meaning.outcome(), use.exchangeCompleted(), use.operation().effect());
  }

  private TranslatedFailure expired(
      Throwable failure, FailedUse use, @Nullable FailureClassification meaning) {
    Outcome outcome = brokenOff(use, meaning);
    String problem = "The deadline passed in phase " + use.phase() + "; the work was broken off";
    return new TranslatedFailure(
        outOfTime(failure, use, begin(use, problem), outcome),
        true,
        outcome == Outcome.NOT_SENT ? null : problem);
  }

  private ConnectionException outOfTime(
      Throwable failure, FailedUse use, Diagnosis.Builder diagnosis, Outcome outcome) {
    diagnosis.outcome(outcome);
    if (OutcomeRule.mustNotBeRepeated(outcome, use.operation().effect(), use.phase())) {
      return new OutcomeUnknownException(
          diagnosis.nextStep(FIND_OUT).build(), redactor.redact(failure));
    }
    return new DeadlineExceededException(
        diagnosis
            .nextStep("See why it is slow, or allow it more time with deadline or attemptTimeout")
            .build(),
        redactor.redact(failure));
  }

  private TranslatedFailure aborted(
      Throwable failure, FailedUse use, @Nullable FailureClassification meaning) {
    Outcome outcome = brokenOff(use, meaning);
    Diagnosis.Builder diagnosis =
        begin(use, "The connection was closed before the work had ended, and broke it off")
            .outcome(outcome);
    if (OutcomeRule.mustNotBeRepeated(outcome, use.operation().effect(), use.phase())) {
      return counted(
          new OutcomeUnknownException(
              diagnosis.nextStep(FIND_OUT).build(), redactor.redact(failure)));
    }
    return counted(
        new ConnectionClosedException(
            diagnosis.nextStep("Allow more time for draining").build(), redactor.redact(failure)));
  }

  private static TranslatedFailure counted(ConnectionException exception) {
    return new TranslatedFailure(exception, true, null);
  }

  private TranslatedFailure unclassified(Throwable failure, FailedUse use) {
    Diagnosis.Builder diagnosis =
        begin(use, "The work threw a checked exception of its own: " + failure)
            .outcome(OutcomeRule.withoutAnswer(use.phase(), use.exchangeCompleted()))
            .nextStep("See the cause; the connection itself is not known to be at fault");
    return TranslatedFailure.passed(
        new PermanentConnectionException(diagnosis.build(), redactor.redact(failure)));
  }

  private TranslatedFailure classified(
      Throwable failure, FailedUse use, FailureClassification meaning) {
    if (meaning.kind() == Kind.INTERRUPTED) {
      return interrupted(failure, use);
    }
    Outcome outcome =
        OutcomeRule.ofAttempt(meaning.outcome(), use.exchangeCompleted(), use.operation().effect());
    String problem = redactor.redact(meaning.problem());
    String told =
        outcome == meaning.outcome()
            ? problem
            : problem + "; what the same attempt did before may have been applied";
    Diagnosis.Builder diagnosis = begin(use, told, meaning).outcome(outcome);
    String suspicion = meaning.endpointFault() ? problem : null;
    ConnectionException made = leaf(failure, use, meaning, diagnosis, outcome);
    return new TranslatedFailure(endpoint.failures().refine(made, failure), true, suspicion);
  }

  private ConnectionException leaf(
      Throwable failure,
      FailedUse use,
      FailureClassification meaning,
      Diagnosis.Builder diagnosis,
      Outcome outcome) {
    boolean answered = meaning.outcome() != Outcome.UNKNOWN;
    boolean refused = meaning.kind() == Kind.AUTHENTICATION || meaning.kind() == Kind.PERMANENT;
    if (!(refused && answered)
        && OutcomeRule.mustNotBeRepeated(outcome, use.operation().effect(), meaning.phase())) {
      return new OutcomeUnknownException(
          diagnosis.nextStep(FIND_OUT).build(), redactor.redact(failure));
    }
    return ofKind(failure, meaning.kind(), diagnosis.build());
  }

  private ConnectionException ofKind(Throwable failure, Kind kind, Diagnosis diagnosis) {
    Throwable cause = redactor.redact(failure);
    return switch (kind) {
      case TRANSIENT -> new TransientConnectionException(diagnosis, cause);
      case PERMANENT -> new PermanentConnectionException(diagnosis, cause);
      case AUTHENTICATION -> new ConnectionAuthenticationException(diagnosis, cause);
      case TIMEOUT -> new DeadlineExceededException(diagnosis, cause);
      case INTERRUPTED -> new ConnectionInterruptedException(diagnosis, cause);
    };
  }

  /**
   * Translates why opening failed, which may be shared by several callers. Nothing of an operation
   * was sent, whatever the failure says of opening itself.
   */
  ConnectionException notOpened(Throwable failure, @Nullable Operation operation) {
    if (failure instanceof ConnectionException seen) {
      return seen;
    }
    FailureClassification meaning = endpoint.failures().classify(failure, Phase.CONNECT);
    if (meaning == null || meaning.kind() == Kind.INTERRUPTED) {
      return new PermanentConnectionException(
          named(operation, "Opening failed: " + redactor.redact(String.valueOf(failure)))
              .phase(Phase.CONNECT)
              .nextStep("See the cause; the next use tries again")
              .build(),
          redactor.redact(failure));
    }
    Diagnosis.Builder diagnosis =
        named(operation, "Opening failed: " + redactor.redact(meaning.problem()))
            .phase(meaning.phase())
            .detail(redacted(meaning.detail()))
            .nextStep(redacted(meaning.nextStep()));
    return meaning.kind() == Kind.TIMEOUT
        ? new TransientConnectionException(diagnosis.build(), redactor.redact(failure))
        : ofKind(failure, meaning.kind(), diagnosis.build());
  }

  private Diagnosis.Builder begin(FailedUse use, String problem, FailureClassification meaning) {
    return named(use.operation(), problem)
        .phase(meaning.phase())
        .attempts(use.attempts())
        .detail(redacted(meaning.detail()))
        .nextStep(redacted(meaning.nextStep()));
  }

  private Diagnosis.Builder begin(FailedUse use, String problem) {
    return named(use.operation(), redactor.redact(problem))
        .phase(use.phase())
        .attempts(use.attempts());
  }

  /** A diagnosis with what stands in each: who, what, how things stood. */
  Diagnosis.Builder named(@Nullable Operation operation, String problem) {
    return Diagnosis.of(connection, problem)
        .operation(operation == null ? null : operation.name())
        .state(situation.get());
  }

  private @Nullable String redacted(@Nullable String text) {
    return text == null ? null : redactor.redact(text);
  }
}
