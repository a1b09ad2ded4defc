package dev.connections.internal.failure;

import dev.connections.Effect;
import dev.connections.Operation;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.endpoint.EndpointSummary;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.Redactor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the diagnosis of a failure, and makes the exception that carries it. Thread-safe. */
public final class DiagnosisFactory {

  /** What to do about an interrupt. */
  public static final String STOPPED =
      "Let the thread end; if that was not intended, find what interrupts it";

  private static final String FIND_OUT =
      "Find out whether it was applied before doing it again; if a retry is safe, declare the"
          + " operation idempotent or give it a key";

  private static final String TOO_SLOW =
      "See why it is slow, or allow it more time with deadline or attemptTimeout";

  private final String connection;
  private final Redactor redactor;
  private final PresentLimits limits;

  /**
   * The diagnoses of one connection.
   *
   * @param limits what limits its calls
   */
  public DiagnosisFactory(String connection, Redactor redactor, PresentLimits limits) {
    this.connection = connection;
    this.redactor = redactor;
    this.limits = limits;
  }

  public String connection() {
    return connection;
  }

  /** The time limits of calls at this moment. */
  public Limits limits() {
    return limits.limits();
  }

  /**
   * A diagnosis with what stands in each: who, what, how things stood.
   *
   * @param problem what happened; {@link #redacted(String)} where others have a say in it
   */
  public Diagnosis.Builder begin(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, String problem) {
    return Diagnosis.of(connection, problem)
        .operation(operation == null ? null : operation.name())
        .read(operation != null && operation.effect() == Effect.READ)
        .endpoint(endpoint.name())
        .state(EndpointSummary.of(endpoint, limits.retryBudget()));
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
        .retryHeldBack(conclusion.retryHeldBack())
        .build();
  }

  public String redacted(String text) {
    return redactor.redact(text);
  }

  public @Nullable Throwable redacted(Throwable failure) {
    return redactor.redact(failure);
  }

  /** The diagnosis, with what the connection's type says of the failure; else what always helps. */
  public Diagnosis.Builder explained(
      Diagnosis.Builder diagnosis, FailureClassification meaning, Kind kind) {
    String detail = meaning.detail();
    String advised = meaning.nextStep();
    return diagnosis
        .phase(meaning.phase())
        .detail(detail == null ? null : redactor.redact(detail))
        .nextStep(advised == null ? nextStep(kind) : redactor.redact(advised))
        .carrying(meaning.carried());
  }

  /** What always helps. */
  public static String nextStep(Kind kind) {
    return switch (kind) {
      case TRANSIENT ->
          "Try again later; if it stays like this, check the health of the external system";
      case PERMANENT -> "See the cause and fix it; a retry would fail the same way";
      case AUTHENTICATION -> "Check the credentials and what they allow";
      case TIMEOUT -> TOO_SLOW;
      case INTERRUPTED -> STOPPED;
    };
  }

  /** The kind of failure for telemetry, as in {@link ConnectionException#code()}. */
  public static String code(Kind kind) {
    return switch (kind) {
      case TRANSIENT, PERMANENT, AUTHENTICATION, INTERRUPTED ->
          kind.name().toLowerCase(Locale.ROOT);
      case TIMEOUT -> "deadline-exceeded";
    };
  }

  /** The exception for a kind of failure. */
  public ConnectionException exception(
      Kind kind, Diagnosis diagnosis, @Nullable Throwable failure) {
    Throwable cause = redactor.redact(failure);
    return switch (kind) {
      case TRANSIENT -> new TransientConnectionException(diagnosis, cause);
      case PERMANENT -> new PermanentConnectionException(diagnosis, cause);
      case AUTHENTICATION -> new ConnectionAuthenticationException(diagnosis, cause);
      case TIMEOUT -> new DeadlineExceededException(diagnosis, cause);
      case INTERRUPTED -> new ConnectionInterruptedException(diagnosis, cause);
    };
  }

  /** A failure whose caller must find out whether it was applied. */
  public TranslatedFailure outcomeUnknown(
      TranslatedFailure.Builder failure, Diagnosis.Builder diagnosis, Throwable cause) {
    return failure
        .code("outcome-unknown")
        .seenAs(
            diagnosis.nextStep(FIND_OUT),
            seen -> new OutcomeUnknownException(seen, redactor.redact(cause)));
  }
}
