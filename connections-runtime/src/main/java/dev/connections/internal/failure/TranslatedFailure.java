package dev.connections.internal.failure;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the runtime understands it: what decides about another attempt, what counters,
 * health and circuit make of it, and what the caller sees if it is final.
 *
 * @param code the kind of failure for telemetry, as in {@link
 *     dev.connections.failure.ConnectionException#code()}
 * @param kind what sort of failure it is; null if the external system has no part in it
 * @param phase how far the attempt had come
 * @param outcome what is known of the whole attempt
 * @param retryAfter when the external system wants to be asked again; null if it did not say
 * @param count as what it counts if it is final
 * @param evidence what it says of the endpoint
 * @param problem what happened, in one sentence
 * @param exception makes what the caller sees
 */
public record TranslatedFailure(
    String code,
    @Nullable Kind kind,
    Phase phase,
    Outcome outcome,
    @Nullable Duration retryAfter,
    Count count,
    Evidence evidence,
    String problem,
    Maker exception) {

  /** What a final failure is counted as. */
  public enum Count {
    /** The external system, or a time limit. */
    FAILED,
    /** Never begun: no permit, no time, no permission. */
    REJECTED,
    /** The application's own. */
    NOTHING
  }

  /** What a failure says of the endpoint. */
  public enum Evidence {
    /** It is at fault. */
    FAULT,
    /** It answered, so it works. */
    ALIVE,
    /** Nothing. */
    NONE
  }

  /** Makes the exception, once it is known that it is final. */
  @FunctionalInterface
  public interface Maker {
    RuntimeException make(Conclusion conclusion);
  }

  /** The application's own failure, or what it must be told at once. */
  public static TranslatedFailure passed(RuntimeException exception, Phase phase, Outcome outcome) {
    return new TranslatedFailure(
        "application",
        null,
        phase,
        outcome,
        null,
        Count.NOTHING,
        Evidence.NONE,
        exception.getClass().getSimpleName(),
        conclusion -> exception);
  }

  /**
   * The application's own failure, of which a failure of the connection is the cause: its caller
   * sees it as it is, and all others what it says of the endpoint.
   */
  public static TranslatedFailure wrapped(
      RuntimeException exception, Phase phase, Outcome outcome, String problem, Evidence evidence) {
    return new TranslatedFailure(
        "application",
        null,
        phase,
        outcome,
        null,
        Count.FAILED,
        evidence,
        problem,
        conclusion -> exception);
  }

  /** A call that is not let in. */
  public static TranslatedFailure rejected(
      String code, Phase phase, String problem, Maker exception) {
    return new TranslatedFailure(
        code,
        null,
        phase,
        Outcome.NOT_SENT,
        null,
        Count.REJECTED,
        Evidence.NONE,
        problem,
        exception);
  }

  /** Opening did not end well. */
  static TranslatedFailure unopened(
      String code,
      @Nullable Kind kind,
      Phase phase,
      @Nullable Duration retryAfter,
      Evidence evidence,
      String problem,
      Maker exception) {
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

  /** A failure that telemetry sees, but no caller: who cancelled it has the future's own. */
  public static TranslatedFailure cancelled(Phase phase, Outcome outcome) {
    String problem = "The caller cancelled it";
    return new TranslatedFailure(
        "cancelled",
        null,
        phase,
        outcome,
        null,
        Count.NOTHING,
        Evidence.NONE,
        problem,
        conclusion -> new CancellationException(problem));
  }

  /** Whether the circuit of this endpoint has refused the call; that of another may not. */
  public boolean isOfCircuit() {
    return count == Count.REJECTED && code.equals("circuit-open");
  }

  /** Whether the deadline left no time to begin. */
  public boolean isOfTime() {
    return count == Count.REJECTED && code.equals("deadline-exceeded");
  }

  public RuntimeException make(Conclusion conclusion) {
    return exception.make(conclusion);
  }
}
