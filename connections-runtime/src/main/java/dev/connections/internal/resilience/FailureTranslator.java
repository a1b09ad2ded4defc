package dev.connections.internal.resilience;

import dev.connections.AcquireTimeoutException;
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
import dev.connections.internal.resilience.TranslatedFailure.Count;
import dev.connections.internal.resilience.TranslatedFailure.Evidence;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what was thrown into what users of a connection see. Thread-safe. */
final class FailureTranslator {

  private static final String FIND_OUT =
      "Find out whether it was applied before doing it again; if it may be repeated, declare the"
          + " operation idempotent or give it a key";

  /** What to do about an interrupt. */
  static final String STOPPED = "Let the thread end; if nobody meant it to, see who interrupts it";

  private final String connection;
  private final Redactor redactor;
  private final Function<ManagedEndpoint<?>, String> situation;

  /**
   * The translator of one connection.
   *
   * @param situation how an endpoint's pool, permits and circuit stand, in one line
   */
  FailureTranslator(
      String connection, Redactor redactor, Function<ManagedEndpoint<?>, String> situation) {
    this.connection = connection;
    this.redactor = redactor;
    this.situation = situation;
  }

  /** Translates what the work of an attempt, or the holder of a permit, has thrown. */
  TranslatedFailure translate(Exception failure, FailedUse use) {
    if (use.ending() == FailedUse.Ending.CALLED_OFF) {
      return calledOff(use);
    }
    if (failure instanceof ConnectionException seen) {
      return seen(seen, use);
    }
    if (failure instanceof InterruptedException) {
      return interrupted(failure, use);
    }
    FailureClassification meaning = use.failures().classify(failure, use.phase());
    if (meaning == null && failure instanceof RuntimeException application) {
      return TranslatedFailure.passed(application, use.phase(), withoutAnswer(use));
    }
    if (use.ending() == FailedUse.Ending.INTERRUPTED) {
      return interrupted(failure, use);
    }
    if (use.ending() == FailedUse.Ending.EXPIRED) {
      return expired(failure, use, meaning);
    }
    if (use.ending() == FailedUse.Ending.ABORTED) {
      return aborted(failure, use, meaning);
    }
    return meaning == null ? unclassified(failure, use) : classified(failure, use, meaning);
  }

  /** What another connection, the work itself, or our kind has said already. */
  private TranslatedFailure seen(ConnectionException seen, FailedUse use) {
    boolean bare = seen.connection().equals(connection) && seen.diagnosis().operation() == null;
    Diagnosis.Builder diagnosis =
        bare
            ? begin(use, seen.diagnosis().problem())
                .outcome(seen.outcome())
                .detail(seen.diagnosis().detail())
                .nextStep(seen.diagnosis().nextStep())
            : null;
    return new TranslatedFailure(
        seen.code(),
        null,
        use.phase(),
        seen.outcome(),
        null,
        seen.connection().equals(connection) ? Count.FAILED : Count.NOTHING,
        Evidence.NONE,
        seen.diagnosis().problem(),
        conclusion -> diagnosis == null ? seen : completed(seen, concluded(diagnosis, conclusion)));
  }

  /** The same failure, with what its kind could not know. */
  private static ConnectionException completed(ConnectionException bare, Diagnosis diagnosis) {
    ConnectionException made = bare;
    if (bare.getClass() == AcquireTimeoutException.class) {
      made = new AcquireTimeoutException(diagnosis, bare.getCause());
    } else if (bare.getClass() == ConnectionClosedException.class) {
      made = new ConnectionClosedException(diagnosis, bare.getCause());
    }
    made.setStackTrace(bare.getStackTrace());
    return made;
  }

  private TranslatedFailure interrupted(Throwable failure, FailedUse use) {
    Thread.currentThread().interrupt();
    Outcome outcome = withoutAnswer(use);
    Diagnosis.Builder diagnosis =
        begin(use, "The thread was interrupted").outcome(outcome).nextStep(STOPPED);
    return new TranslatedFailure(
        "interrupted",
        Kind.INTERRUPTED,
        use.phase(),
        outcome,
        null,
        Count.NOTHING,
        Evidence.NONE,
        "The thread was interrupted",
        conclusion ->
            new ConnectionInterruptedException(
                concluded(diagnosis, conclusion), redactor.redact(failure)));
  }

  /** What was broken off because its caller cancelled it: that says nothing of the endpoint. */
  private static TranslatedFailure calledOff(FailedUse use) {
    return cancelled(use.phase(), withoutAnswer(use), Count.NOTHING);
  }

  /** A failure that telemetry sees, but no caller: who cancelled it has the future's own. */
  static TranslatedFailure cancelled(Phase phase, Outcome outcome, Count count) {
    String problem = "The caller cancelled it";
    return new TranslatedFailure(
        "cancelled",
        null,
        phase,
        outcome,
        null,
        count,
        Evidence.NONE,
        problem,
        conclusion -> new CancellationException(problem));
  }

  private static Outcome withoutAnswer(FailedUse use) {
    return OutcomeRule.withoutAnswer(use.phase(), use.exchangeCompleted());
  }

  /** What is known of what was broken off: more, if the external system still answered. */
  private static Outcome brokenOff(FailedUse use, @Nullable FailureClassification meaning) {
    return meaning == null || meaning.outcome() == Outcome.UNKNOWN
        ? withoutAnswer(use)
        : OutcomeRule.ofAttempt(
            meaning.outcome(), use.exchangeCompleted(), use.operation().effect());
  }

  private TranslatedFailure expired(
      Throwable failure, FailedUse use, @Nullable FailureClassification meaning) {
    Outcome outcome = brokenOff(use, meaning);
    String problem = "The deadline passed in phase " + use.phase() + "; the work was broken off";
    Diagnosis.Builder diagnosis = begin(use, problem).outcome(outcome);
    boolean unknown = OutcomeRule.mustNotBeRepeated(outcome, use.operation().effect(), use.phase());
    return new TranslatedFailure(
        unknown ? "outcome-unknown" : "deadline-exceeded",
        Kind.TIMEOUT,
        use.phase(),
        outcome,
        null,
        Count.FAILED,
        outcome == Outcome.NOT_SENT ? Evidence.NONE : Evidence.FAULT,
        problem,
        conclusion ->
            unknown
                ? outcomeUnknown(failure, diagnosis, conclusion)
                : new DeadlineExceededException(
                    concluded(
                        diagnosis.nextStep(
                            "See why it is slow, or allow it more time with deadline or"
                                + " attemptTimeout"),
                        conclusion),
                    redactor.redact(failure)));
  }

  private TranslatedFailure aborted(
      Throwable failure, FailedUse use, @Nullable FailureClassification meaning) {
    Outcome outcome = brokenOff(use, meaning);
    String problem = "The connection was closed before the work had ended, and broke it off";
    Diagnosis.Builder diagnosis = begin(use, problem).outcome(outcome);
    boolean unknown = OutcomeRule.mustNotBeRepeated(outcome, use.operation().effect(), use.phase());
    return new TranslatedFailure(
        unknown ? "outcome-unknown" : "closed",
        null,
        use.phase(),
        outcome,
        null,
        Count.FAILED,
        Evidence.NONE,
        problem,
        conclusion ->
            unknown
                ? outcomeUnknown(failure, diagnosis, conclusion)
                : new ConnectionClosedException(
                    concluded(diagnosis.nextStep("Allow more time for draining"), conclusion),
                    redactor.redact(failure)));
  }

  private TranslatedFailure unclassified(Throwable failure, FailedUse use) {
    String problem = "The work threw a checked exception of its own: " + failure;
    Outcome outcome = withoutAnswer(use);
    Diagnosis.Builder diagnosis =
        begin(use, problem)
            .outcome(outcome)
            .nextStep("See the cause; the connection itself is not known to be at fault");
    return new TranslatedFailure(
        "permanent",
        null,
        use.phase(),
        outcome,
        null,
        Count.NOTHING,
        Evidence.NONE,
        redactor.redact(problem),
        conclusion ->
            new PermanentConnectionException(
                concluded(diagnosis, conclusion), redactor.redact(failure)));
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
    Diagnosis.Builder diagnosis =
        named(use.endpoint(), use.operation(), told)
            .phase(meaning.phase())
            .detail(redacted(meaning.detail()))
            .nextStep(nextStep(meaning, meaning.kind()))
            .outcome(outcome);
    boolean unknown = isUnknown(use.operation(), meaning, outcome);
    return new TranslatedFailure(
        unknown ? "outcome-unknown" : code(meaning.kind()),
        meaning.kind(),
        meaning.phase(),
        outcome,
        meaning.retryAfter(),
        Count.FAILED,
        evidence(meaning),
        told,
        conclusion -> {
          ConnectionException made =
              unknown
                  ? outcomeUnknown(failure, diagnosis, conclusion)
                  : ofKind(failure, meaning.kind(), concluded(diagnosis, conclusion));
          return use.failures().refine(made, failure);
        });
  }

  private static Evidence evidence(FailureClassification meaning) {
    if (meaning.endpointFault()) {
      return Evidence.FAULT;
    }
    return meaning.outcome() == Outcome.UNKNOWN || meaning.phase().isBeforeSend()
        ? Evidence.NONE
        : Evidence.ALIVE;
  }

  private static boolean isUnknown(
      Operation operation, FailureClassification meaning, Outcome outcome) {
    boolean answered = meaning.outcome() != Outcome.UNKNOWN;
    boolean refused = meaning.kind() == Kind.AUTHENTICATION || meaning.kind() == Kind.PERMANENT;
    return !(refused && answered)
        && OutcomeRule.mustNotBeRepeated(outcome, operation.effect(), meaning.phase());
  }

  private OutcomeUnknownException outcomeUnknown(
      Throwable failure, Diagnosis.Builder diagnosis, Conclusion conclusion) {
    return new OutcomeUnknownException(
        concluded(diagnosis.nextStep(FIND_OUT), conclusion), redactor.redact(failure));
  }

  /** What the kind advises; else what always helps. */
  private String nextStep(FailureClassification meaning, Kind kind) {
    String advised = redacted(meaning.nextStep());
    return advised != null
        ? advised
        : switch (kind) {
          case TRANSIENT ->
              "Try again later; if it stays like this, see whether the external system is well";
          case PERMANENT -> "See the cause and mend it; trying again would fail the same way";
          case AUTHENTICATION -> "Check the credentials and what they allow";
          case TIMEOUT ->
              "See why it is slow, or allow it more time with deadline or attemptTimeout";
          case INTERRUPTED -> STOPPED;
        };
  }

  private static String code(Kind kind) {
    return switch (kind) {
      case TRANSIENT, PERMANENT, AUTHENTICATION, INTERRUPTED ->
          kind.name().toLowerCase(Locale.ROOT);
      case TIMEOUT -> "deadline-exceeded";
    };
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
  TranslatedFailure notOpened(
      Throwable failure,
      ManagedEndpoint<?> endpoint,
      FailureClassifier failures,
      @Nullable Operation operation) {
    return notOpened("Opening failed: ", failure, endpoint, failures, operation);
  }

  /** Translates why a client could not be opened that was to take the place of another one. */
  TranslatedFailure notReplaced(
      Throwable failure, ManagedEndpoint<?> endpoint, FailureClassifier failures) {
    return notOpened(
        "The new client could not be opened, so the old one stays: ",
        failure,
        endpoint,
        failures,
        null);
  }

  private TranslatedFailure notOpened(
      String what,
      Throwable failure,
      ManagedEndpoint<?> endpoint,
      FailureClassifier failures,
      @Nullable Operation operation) {
    if (failure instanceof ConnectionException seen) {
      return unopened(
          seen.code(),
          null,
          Phase.CONNECT,
          null,
          Evidence.NONE,
          seen.diagnosis().problem(),
          all -> seen);
    }
    FailureClassification meaning = failures.classify(failure, Phase.CONNECT);
    if (meaning == null || meaning.kind() == Kind.INTERRUPTED) {
      String problem = what + redactor.redact(String.valueOf(failure));
      Diagnosis.Builder diagnosis =
          named(endpoint, operation, problem)
              .phase(Phase.CONNECT)
              .nextStep("See the cause; the next use tries again");
      return unopened(
          "permanent",
          Kind.PERMANENT,
          Phase.CONNECT,
          null,
          Evidence.FAULT,
          problem,
          conclusion ->
              new PermanentConnectionException(
                  concluded(diagnosis, conclusion), redactor.redact(failure)));
    }
    String problem = what + redactor.redact(meaning.problem());
    Diagnosis.Builder diagnosis =
        named(endpoint, operation, problem)
            .phase(meaning.phase())
            .detail(redacted(meaning.detail()));
    Kind kind = meaning.kind() == Kind.TIMEOUT ? Kind.TRANSIENT : meaning.kind();
    diagnosis.nextStep(nextStep(meaning, kind));
    Phase phase = meaning.phase().isBeforeSend() ? meaning.phase() : Phase.CONNECT;
    return unopened(
        code(kind),
        kind,
        phase,
        meaning.retryAfter(),
        Evidence.FAULT,
        problem,
        conclusion -> ofKind(failure, kind, concluded(diagnosis, conclusion)));
  }

  static TranslatedFailure unopened(
      String code,
      @Nullable Kind kind,
      Phase phase,
      @Nullable Duration retryAfter,
      Evidence evidence,
      String problem,
      TranslatedFailure.Maker exception) {
    return new TranslatedFailure(
        code,
        kind,
        phase,
        Outcome.NOT_SENT,
        retryAfter,
        Count.FAILED,
        evidence,
        problem,
        exception);
  }

  private Diagnosis.Builder begin(FailedUse use, String problem) {
    return named(use.endpoint(), use.operation(), redactor.redact(problem)).phase(use.phase());
  }

  /** A diagnosis with what stands in each: who, what, how things stood. */
  Diagnosis.Builder named(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, String problem) {
    return Diagnosis.of(connection, problem)
        .operation(operation == null ? null : operation.name())
        .endpoint(endpoint.name())
        .state(situation.apply(endpoint));
  }

  /** The diagnosis, now that it is known how the call ended. */
  static Diagnosis concluded(Diagnosis.Builder diagnosis, Conclusion conclusion) {
    Outcome outcome = conclusion.outcome();
    if (outcome != null) {
      diagnosis.outcome(outcome);
    }
    return diagnosis
        .attempts(conclusion.attempts())
        .history(conclusion.history())
        .notRetried(conclusion.notRetried())
        .build();
  }

  private @Nullable String redacted(@Nullable String text) {
    return text == null ? null : redactor.redact(text);
  }
}
