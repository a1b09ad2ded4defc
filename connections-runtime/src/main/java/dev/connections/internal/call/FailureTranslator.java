package dev.connections.internal.call;

import static dev.connections.internal.failure.DiagnosisFactory.concluded;

import dev.connections.Deadline;
import dev.connections.Effect;
import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.internal.failure.DiagnosisFactory;
import dev.connections.internal.failure.Limits;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.failure.TranslatedFailure.Count;
import dev.connections.internal.failure.TranslatedFailure.Evidence;
import dev.connections.internal.retry.OutcomeRule;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.Serializable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what a use has thrown into what its caller sees. Thread-safe. */
public final class FailureTranslator {

  /** Deeper than anybody wraps; a cycle of causes ends here too. */
  private static final int LONGEST_CHAIN = 32;

  /** What to do about work that spends its time elsewhere. */
  private static final String BUSY =
      "See what the code of the work waits for (a lock, a sleep, another call) while it holds the"
          + " connection, and do that before or after; or allow it more time with deadline or"
          + " attemptTimeout";

  private final DiagnosisFactory diagnoses;
  private final Supplier<Limits> limits;

  public FailureTranslator(DiagnosisFactory diagnoses, Supplier<Limits> limits) {
    this.diagnoses = diagnoses;
    this.limits = limits;
  }

  /** Translates what the work of an attempt, or the holder of a permit, has thrown. */
  TranslatedFailure translate(Exception failure, FailedUse use) {
    if (use.ending() == FailedUse.Ending.CALL_CANCELED) {
      return canceled(use);
    }
    if (use.forced()) { // whatever comes out then comes of the deadline
      return use.ending() == FailedUse.Ending.ABORTED
          ? aborted(failure, use, null)
          : expired(failure, use, null);
    }
    if (failure instanceof ConnectionException seen) {
      return seen(seen, use);
    }
    if (failure instanceof InterruptedException) {
      return interrupted(failure, use);
    }
    FailureClassification meaning = use.failures().classify(failure, use.phase());
    // A future that was canceled says only that, whoever has canceled it.
    boolean ours = use.ending() != FailedUse.Ending.BY_ITSELF && isCancellation(failure);
    if (meaning == null && !ours && failure instanceof RuntimeException application) {
      return passed(application, use);
    }
    Throwable shown = use.failures().shown(failure);
    if (use.ending() == FailedUse.Ending.INTERRUPTED) {
      return interrupted(shown, use);
    }
    if (use.ending() == FailedUse.Ending.EXPIRED && !isReasonOfWaiting(use, meaning)) {
      return expired(shown, use, meaning);
    }
    if (use.ending() == FailedUse.Ending.ABORTED) {
      return aborted(shown, use, meaning);
    }
    return meaning == null ? unclassified(shown, use) : classified(failure, use, meaning);
  }

  private static boolean isCancellation(Exception failure) {
    return failure instanceof CancellationException;
  }

  /**
   * Whether nothing could be acquired because no connection can be made: that says more than that
   * the time is over, although a busy machine may say it late.
   */
  private static boolean isReasonOfWaiting(FailedUse use, @Nullable FailureClassification meaning) {
    return use.phase() == Phase.ACQUIRE
        && !use.working()
        && meaning != null
        && meaning.phase().compareTo(Phase.ACQUIRE) < 0;
  }

  /**
   * The application's own, as it is; but what it has wrapped may be a failure of the connection,
   * which health, circuit and counters must know.
   */
  private static TranslatedFailure passed(RuntimeException application, FailedUse use) {
    Throwable cause = application.getCause();
    for (int links = 0; cause != null && links < LONGEST_CHAIN; links++) {
      if (cause instanceof ConnectionException) {
        break; // another call has failed, and has been counted
      }
      FailureClassification meaning = use.failures().classify(cause, use.phase());
      if (meaning != null) {
        return TranslatedFailure.wrapped(
            application, use.phase(), withoutAnswer(use), meaning.problem(), evidence(meaning));
      }
      cause = cause.getCause();
    }
    return TranslatedFailure.passed(application, use.phase(), withoutAnswer(use));
  }

  /** What another connection, the work itself, or our kind has said already. */
  private TranslatedFailure seen(ConnectionException seen, FailedUse use) {
    boolean bare =
        seen.connection().equals(diagnoses.connection()) && seen.diagnosis().operation() == null;
    Diagnosis.Builder diagnosis =
        bare
            ? begin(use, seen.diagnosis().problem())
                .outcome(seen.outcome())
                .detail(seen.diagnosis().detail())
                .carrying(seen.detail(Serializable.class).orElse(null))
                .nextStep(seen.diagnosis().nextStep())
            : null;
    return new TranslatedFailure(
        seen.code(),
        null,
        use.phase(),
        seen.outcome(),
        null,
        seen.connection().equals(diagnoses.connection()) ? Count.FAILED : Count.NOTHING,
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
        begin(use, "The thread was interrupted")
            .outcome(outcome)
            .nextStep(DiagnosisFactory.STOPPED);
    return new TranslatedFailure(
        "interrupted",
        Kind.INTERRUPTED,
        use.shownPhase(),
        outcome,
        null,
        Count.NOTHING,
        Evidence.NONE,
        "The thread was interrupted",
        conclusion ->
            diagnoses.exception(Kind.INTERRUPTED, concluded(diagnosis, conclusion), failure));
  }

  /** A call that its caller canceled: that says nothing of the endpoint. */
  private static TranslatedFailure canceled(FailedUse use) {
    return TranslatedFailure.cancelled(use.shownPhase(), withoutAnswer(use));
  }

  private static Outcome withoutAnswer(FailedUse use) {
    return OutcomeRule.withoutAnswer(use.phase(), use.exchangeCompleted());
  }

  /** What is known of a use that was canceled: more, if the external system still answered. */
  private static Outcome outcomeOf(FailedUse use, @Nullable FailureClassification meaning) {
    return meaning == null || meaning.outcome() == Outcome.UNKNOWN
        ? withoutAnswer(use)
        : OutcomeRule.ofAttempt(
            meaning.outcome(), use.exchangeCompleted(), use.operation().effect());
  }

  private TranslatedFailure expired(
      Throwable failure, FailedUse use, @Nullable FailureClassification meaning) {
    Outcome outcome = outcomeOf(use, meaning);
    return canceledUse(
        failure,
        use,
        outcome,
        new Cancellation(
            "deadline-exceeded",
            Kind.TIMEOUT,
            outcome == Outcome.NOT_SENT || use.working() ? Evidence.NONE : Evidence.FAULT,
            limit(use) + where(use) + "; it was canceled",
            use.working() ? BUSY : DiagnosisFactory.nextStep(Kind.TIMEOUT),
            diagnosis -> diagnoses.exception(Kind.TIMEOUT, diagnosis, failure)));
  }

  private static String where(FailedUse use) {
    return " in phase "
        + use.shownPhase()
        + (use.working() ? ": code of the caller was running, and nothing was awaited" : "");
  }

  private String limit(FailedUse use) {
    Deadline passed = use.deadline();
    return passed == null
        ? "The deadline passed"
        : "The deadline passed: the work was not done within "
            + limits.get().describe(use.operation(), passed);
  }

  private TranslatedFailure aborted(
      Throwable failure, FailedUse use, @Nullable FailureClassification meaning) {
    return canceledUse(
        failure,
        use,
        outcomeOf(use, meaning),
        new Cancellation(
            "closed",
            null,
            Evidence.NONE,
            "The connection was closed before the work had ended, and broke it off",
            "Allow more time for draining",
            diagnosis -> new ConnectionClosedException(diagnosis, diagnoses.redacted(failure))));
  }

  /** Why a use was canceled, and what its caller sees if it cannot have been applied. */
  private record Cancellation(
      String code,
      @Nullable Kind kind,
      Evidence evidence,
      String problem,
      String nextStep,
      Function<Diagnosis, ConnectionException> exception) {}

  private TranslatedFailure canceledUse(
      Throwable failure, FailedUse use, Outcome outcome, Cancellation why) {
    Diagnosis.Builder diagnosis = begin(use, why.problem()).outcome(outcome);
    boolean unknown = OutcomeRule.mustNotBeRepeated(outcome, use.operation().effect(), use.phase());
    return new TranslatedFailure(
        unknown ? "outcome-unknown" : why.code(),
        why.kind(),
        use.shownPhase(),
        outcome,
        null,
        Count.FAILED,
        why.evidence(),
        why.problem(),
        conclusion ->
            unknown
                ? diagnoses.outcomeUnknown(diagnosis, conclusion, failure)
                : why.exception().apply(concluded(diagnosis.nextStep(why.nextStep()), conclusion)));
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
        use.shownPhase(),
        outcome,
        null,
        Count.NOTHING,
        Evidence.NONE,
        diagnoses.redacted(problem),
        conclusion ->
            diagnoses.exception(Kind.PERMANENT, concluded(diagnosis, conclusion), failure));
  }

  /** A write that was refused by a server which takes none can be made at another one. */
  private static FailureClassification refusedWrite(
      Throwable failure, FailedUse use, FailureClassification meaning) {
    Deadline deadline = use.deadline();
    if (meaning.kind() != Kind.PERMANENT
        || use.operation().effect() == Effect.READ
        || deadline == null
        || !use.failures().refusesWrites(failure)
        || !use.endpoint().writes().refuses(deadline)) {
      return meaning;
    }
    return meaning
        .but()
        .kind(Kind.TRANSIENT)
        .endpointFault(false)
        .connectionLost(false)
        .nextStep("Use the setting endpoints with the primary server, or end its read-only state")
        .retryAfter(null)
        .because(
            "The server takes no writes, because it is a standby or set to read-only: "
                + meaning.problem());
  }

  private TranslatedFailure classified(
      Throwable failure, FailedUse use, FailureClassification said) {
    FailureClassification meaning = refusedWrite(failure, use, said);
    Throwable shown = use.failures().shown(failure);
    if (meaning.kind() == Kind.INTERRUPTED) {
      return interrupted(shown, use);
    }
    Outcome outcome =
        OutcomeRule.ofAttempt(meaning.outcome(), use.exchangeCompleted(), use.operation().effect());
    String problem = diagnoses.redacted(meaning.problem());
    String told =
        outcome == meaning.outcome()
            ? problem
            : problem + "; what the same attempt did before may have been applied";
    Diagnosis.Builder diagnosis =
        diagnoses
            .explained(
                diagnoses.begin(use.endpoint(), use.operation(), told), meaning, meaning.kind())
            .outcome(outcome);
    boolean unknown = isUnknown(use.operation(), meaning, outcome);
    return new TranslatedFailure(
        unknown ? "outcome-unknown" : DiagnosisFactory.code(meaning.kind()),
        meaning.kind(),
        meaning.phase(),
        outcome,
        meaning.retryAfter(),
        Count.FAILED,
        evidence(meaning),
        told,
        conclusion ->
            unknown
                ? diagnoses.outcomeUnknown(diagnosis, conclusion, shown)
                : diagnoses.exception(meaning.kind(), concluded(diagnosis, conclusion), shown));
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

  private Diagnosis.Builder begin(FailedUse use, String problem) {
    return diagnoses
        .begin(use.endpoint(), use.operation(), diagnoses.redacted(problem))
        .phase(use.shownPhase());
  }
}
