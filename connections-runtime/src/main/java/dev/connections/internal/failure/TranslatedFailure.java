package dev.connections.internal.failure;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the runtime understands it: what decides about another attempt, what counters,
 * health and circuit make of it, and what the caller sees if it is final.
 *
 * @param code the sort of failure for telemetry, as in {@link
 *     dev.connections.failure.ConnectionException#code()}
 * @param kind what sort of failure it is; null if the external system has no part in it
 * @param phase how far the attempt had come
 * @param outcome what is known of the whole attempt
 * @param retryAfter when the external system wants to be asked again; null if it did not say
 * @param credentialsRenewed whether another attempt has other credentials than the rejected ones
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
    boolean credentialsRenewed,
    Count count,
    Evidence evidence,
    String problem,
    Maker exception)
    implements AdmissionResult {

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

  /**
   * A failure that nothing is known of but this: it counts as failed, says nothing of the endpoint,
   * and nothing was sent.
   */
  public static Builder of(String code, Phase phase, String problem) {
    return new Builder(code, phase, problem);
  }

  /** A failure that telemetry sees, but no caller: who canceled it has the future's own. */
  public static TranslatedFailure canceled(Phase phase, Outcome outcome) {
    String problem = "Canceled by the caller";
    return of("canceled", phase, problem)
        .outcome(outcome)
        .count(Count.NOTHING)
        .seenAs(conclusion -> new CancellationException(problem));
  }

  /** Whether the circuit of this endpoint has rejected the call; that of another may not. */
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

  /** Says what else is known of a failure. Used by one thread. */
  public static final class Builder {
    private String code;
    private final Phase phase;
    private final String problem;
    private @Nullable Kind kind;
    private Outcome outcome = Outcome.NOT_SENT;
    private @Nullable Duration retryAfter;
    private boolean credentialsRenewed;
    private Count count = Count.FAILED;
    private Evidence evidence = Evidence.NONE;

    private Builder(String code, Phase phase, String problem) {
      this.code = code;
      this.phase = phase;
      this.problem = problem;
    }

    Builder code(String is) {
      code = is;
      return this;
    }

    public Builder kind(@Nullable Kind is) {
      kind = is;
      return this;
    }

    public Builder outcome(Outcome is) {
      outcome = is;
      return this;
    }

    public Builder retryAfter(@Nullable Duration is) {
      retryAfter = is;
      return this;
    }

    public Builder credentialsRenewed(boolean is) {
      credentialsRenewed = is;
      return this;
    }

    public Builder count(Count is) {
      count = is;
      return this;
    }

    public Builder evidence(Evidence is) {
      evidence = is;
      return this;
    }

    /** Whose caller sees what is made once it is final. */
    public TranslatedFailure seenAs(Maker exception) {
      return new TranslatedFailure(
          code,
          kind,
          phase,
          outcome,
          retryAfter,
          credentialsRenewed,
          count,
          evidence,
          problem,
          exception);
    }

    /** Whose caller sees an exception with this diagnosis, which is completed once it is final. */
    public TranslatedFailure seenAs(
        Diagnosis.Builder diagnosis, Function<Diagnosis, ConnectionException> exception) {
      diagnosis.outcome(outcome);
      return seenAs(
          conclusion -> exception.apply(DiagnosisFactory.concluded(diagnosis, conclusion)));
    }
  }
}
