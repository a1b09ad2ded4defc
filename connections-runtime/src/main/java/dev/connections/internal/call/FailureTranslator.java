package dev.connections.internal.call;

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
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.failure.TranslatedFailure.Count;
import dev.connections.internal.failure.TranslatedFailure.Evidence;
import dev.connections.internal.retry.OutcomeRule;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.Serializable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what a use has thrown into what its caller sees. Thread-safe. */
public final class FailureTranslator {

  /** Deeper than anyone wraps; a cycle of causes ends here too. */
  private static final int LONGEST_CHAIN = 32;

  /** The code of the application's own failures. */
  private static final String APPLICATION = "application";

  /** What to do about a server that takes no writes. */
  private static final String LOOK_FOR_PRIMARY =
      "Use the setting endpoints with the primary server, or end its read-only state";

  /** What to do about work that spends its time elsewhere. */
  private static final String BUSY =
      "See what the code of the work waits for (a lock, a sleep, another call) while it holds the"
          + " connection, and do that before or after; or allow it more time with deadline or"
          + " attemptTimeout";

  private final DiagnosisFactory diagnoses;

  public FailureTranslator(DiagnosisFactory diagnoses) {
    this.diagnoses = diagnoses;
  }

  /** Translates what the work of an attempt, or the holder of a permit, has thrown. */
  TranslatedFailure translate(Exception failure, FailedUse use) {
    if (use.ending() == FailedUse.Ending.CALL_CANCELED) {
      return TranslatedFailure.canceled(use.shownPhase(), withoutAnswer(use));
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
    FailureClassification meaning = use.meaning(failure);
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
        return TranslatedFailure.of(APPLICATION, use.phase(), meaning.problem())
            .outcome(withoutAnswer(use))
            .evidence(evidence(meaning))
            .seenAs(conclusion -> application);
      }
      cause = cause.getCause();
    }
    return TranslatedFailure.of(APPLICATION, use.phase(), application.getClass().getSimpleName())
        .outcome(withoutAnswer(use))
        .count(Count.NOTHING)
        .seenAs(conclusion -> application);
  }

  /** What another connection, the work itself, or our kind has said already. */
  private TranslatedFailure seen(ConnectionException seen, FailedUse use) {
    boolean ours = seen.connection().equals(diagnoses.connection());
    Diagnosis said = seen.diagnosis();
    TranslatedFailure.Builder translated =
        TranslatedFailure.of(seen.code(), use.phase(), said.problem())
            .outcome(seen.outcome())
            .count(ours ? Count.FAILED : Count.NOTHING);
    return ours && said.operation() == null
        ? translated.seenAs(
            begin(use, said.problem())
                .detail(said.detail())
                .carrying(seen.detail(Serializable.class).orElse(null))
                .nextStep(said.nextStep()),
            diagnosis -> completed(seen, diagnosis))
        : translated.seenAs(conclusion -> seen);
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
    String problem = "Interrupted: the thread was interrupted during the call";
    return TranslatedFailure.of("interrupted", use.shownPhase(), problem)
        .kind(Kind.INTERRUPTED)
        .outcome(withoutAnswer(use))
        .count(Count.NOTHING)
        .seenAs(
            begin(use, problem).nextStep(DiagnosisFactory.STOPPED),
            diagnosis -> diagnoses.exception(Kind.INTERRUPTED, diagnosis, failure));
  }

  private static Outcome withoutAnswer(FailedUse use) {
    return OutcomeRule.withoutAnswer(
        use.failures().unanswered(use.phase()), use.exchangeCompleted());
  }

  /** What is known of a use that was canceled: more, if the external system still answered. */
  private static Outcome outcomeOf(FailedUse use, @Nullable FailureClassification meaning) {
    return meaning == null || meaning.outcome() == Outcome.UNKNOWN
        ? withoutAnswer(use)
        : OutcomeRule.ofAttempt(
            meaning.outcome(), use.exchangeCompleted(), use.operation().effect());
  }

  /** What is known of a use that the external system, or the client library, has ended. */
  private static Outcome ofClassified(FailedUse use, FailureClassification meaning) {
    boolean undone =
        meaning.outcome() == Outcome.UNKNOWN && withoutAnswer(use) == Outcome.NOT_APPLIED;
    return undone
        ? Outcome.NOT_APPLIED
        : OutcomeRule.ofAttempt(
            meaning.outcome(), use.exchangeCompleted(), use.operation().effect());
  }

  private TranslatedFailure expired(
      Throwable failure, FailedUse use, @Nullable FailureClassification meaning) {
    Outcome outcome = outcomeOf(use, meaning);
    boolean itsFault = outcome != Outcome.NOT_SENT && !use.working();
    String problem =
        limit(use) + where(use) + "; it was canceled" + afterwards(use) + atCommit(use, meaning);
    return canceledUse(
        use,
        TranslatedFailure.of("deadline-exceeded", use.shownPhase(), problem)
            .kind(Kind.TIMEOUT)
            .evidence(itsFault ? Evidence.FAULT : Evidence.NONE),
        outcome,
        begin(use, problem)
            .nextStep(use.working() ? BUSY : DiagnosisFactory.nextStep(Kind.TIMEOUT)),
        failure,
        diagnosis -> diagnoses.exception(Kind.TIMEOUT, diagnosis, failure));
  }

  private static String where(FailedUse use) {
    return " in phase "
        + use.shownPhase()
        + (use.working() ? ": code of the caller was running, and nothing was awaited" : "");
  }

  /** What is known of a commit matters more than that the time was over. */
  private static String atCommit(FailedUse use, @Nullable FailureClassification meaning) {
    return use.phase() == Phase.COMMIT && meaning != null ? ": " + meaning.problem() : "";
  }

  /** Whoever wrote the work learns here that it does not say how to cancel the exchange. */
  private static String afterwards(FailedUse use) {
    return use.stage() && use.forced()
        ? ", and its stage, which did not complete even then, is not waited for any more"
        : "";
  }

  private String limit(FailedUse use) {
    Deadline passed = use.deadline();
    return passed == null
        ? "Deadline exceeded"
        : "Deadline exceeded: the work was not done within "
            + diagnoses.limits().describe(use.operation(), passed);
  }

  private TranslatedFailure aborted(
      Throwable failure, FailedUse use, @Nullable FailureClassification meaning) {
    String problem =
        "Connection closed: it was closed before the work had ended, and the work was aborted"
            + afterwards(use);
    return canceledUse(
        use,
        TranslatedFailure.of("closed", use.shownPhase(), problem),
        outcomeOf(use, meaning),
        begin(use, problem).nextStep("Allow more time for draining with timeouts.drain"),
        failure,
        diagnosis -> new ConnectionClosedException(diagnosis, diagnoses.redacted(failure)));
  }

  /** What the caller of a canceled use sees: this exception if it cannot have been applied. */
  private TranslatedFailure canceledUse(
      FailedUse use,
      TranslatedFailure.Builder translated,
      Outcome outcome,
      Diagnosis.Builder diagnosis,
      Throwable cause,
      Function<Diagnosis, ConnectionException> exception) {
    translated.outcome(outcome);
    return OutcomeRule.mustNotBeRepeated(outcome, use.operation().effect(), use.phase())
        ? diagnoses.outcomeUnknown(translated, diagnosis, cause)
        : translated.seenAs(diagnosis, exception);
  }

  private TranslatedFailure unclassified(Throwable failure, FailedUse use) {
    String problem = "The work threw a checked exception of its own: " + failure;
    return TranslatedFailure.of("permanent", use.shownPhase(), diagnoses.redacted(problem))
        .outcome(withoutAnswer(use))
        .count(Count.NOTHING)
        .seenAs(
            begin(use, problem)
                .nextStep("See the cause; the connection itself is not known to be at fault"),
            diagnosis -> diagnoses.exception(Kind.PERMANENT, diagnosis, failure));
  }

  /** A write that was rejected by a server which takes none can be made at another one. */
  private static FailureClassification rejectedWrite(
      Throwable failure, FailedUse use, FailureClassification meaning) {
    Deadline deadline = use.deadline();
    if (meaning.kind() != Kind.PERMANENT
        || use.operation().effect() == Effect.READ
        || deadline == null
        || !use.failures().rejectsWrites(failure)
        || !use.endpoint().writes().rejects(deadline)) {
      return meaning;
    }
    String advice = use.failures().adviceForWrites();
    return meaning
        .but()
        .kind(Kind.TRANSIENT)
        .endpointFault(false)
        .connectionLost(false)
        .nextStep(advice == null ? LOOK_FOR_PRIMARY : advice)
        .retryAfter(null)
        .because(
            "The server takes no writes, because it is "
                + (advice == null ? "a standby or set to read-only: " : "read-only: ")
                + meaning.problem());
  }

  private TranslatedFailure classified(
      Throwable failure, FailedUse use, FailureClassification said) {
    FailureClassification meaning = rejectedWrite(failure, use, said);
    Throwable shown = use.failures().shown(failure);
    if (meaning.kind() == Kind.INTERRUPTED) {
      return interrupted(shown, use);
    }
    Outcome outcome = ofClassified(use, meaning);
    String problem = diagnoses.redacted(meaning.problem());
    String explained =
        outcome == meaning.outcome()
            ? problem
            : problem + "; what the same attempt did before may have been applied";
    Kind kind = meaning.kind();
    Diagnosis.Builder diagnosis =
        diagnoses.explained(
            diagnoses.begin(use.endpoint(), use.operation(), explained), meaning, kind);
    TranslatedFailure.Builder translated =
        TranslatedFailure.of(DiagnosisFactory.code(kind), meaning.phase(), explained)
            .kind(kind)
            .outcome(outcome)
            .retryAfter(meaning.retryAfter())
            .credentialsRenewed(meaning.credentialsRenewed())
            .evidence(evidence(meaning));
    return isUnknown(use.operation(), meaning, outcome)
        ? diagnoses.outcomeUnknown(translated, diagnosis, shown)
        : translated.seenAs(diagnosis, seen -> diagnoses.exception(kind, seen, shown));
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
