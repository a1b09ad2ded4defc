package dev.connections.internal.resilience;

import dev.connections.ConnectionAuthenticationException;
import dev.connections.ConnectionException;
import dev.connections.ConnectionInterruptedException;
import dev.connections.DeadlineExceededException;
import dev.connections.Diagnosis;
import dev.connections.Operation;
import dev.connections.Outcome;
import dev.connections.OutcomeUnknownException;
import dev.connections.PermanentConnectionException;
import dev.connections.TransientConnectionException;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.Redactor;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the diagnosis of a failure, and makes the exception that carries it. Thread-safe. */
final class Diagnoses {

  /** What to do about an interrupt. */
  static final String STOPPED = "Let the thread end; if nobody meant it to, see who interrupts it";

  private static final String FIND_OUT =
      "Find out whether it was applied before doing it again; if it may be repeated, declare the"
          + " operation idempotent or give it a key";

  private static final String TOO_SLOW =
      "See why it is slow, or allow it more time with deadline or attemptTimeout";

  private final String connection;
  private final Redactor redactor;
  private final Function<ManagedEndpoint<?>, String> situation;

  /**
   * The diagnoses of one connection.
   *
   * @param situation how an endpoint's pool, permits and circuit stand, in one line
   */
  Diagnoses(String connection, Redactor redactor, Function<ManagedEndpoint<?>, String> situation) {
    this.connection = connection;
    this.redactor = redactor;
    this.situation = situation;
  }

  String connection() {
    return connection;
  }

  /**
   * A diagnosis with what stands in each: who, what, how things stood.
   *
   * @param problem what happened; {@link #redacted(String)} where others have a say in it
   */
  Diagnosis.Builder begin(
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

  String redacted(String text) {
    return redactor.redact(text);
  }

  @Nullable Throwable redacted(Throwable failure) {
    return redactor.redact(failure);
  }

  /** What the external system said in its own words, if it said anything. */
  @Nullable String detail(FailureClassification meaning) {
    String detail = meaning.detail();
    return detail == null ? null : redactor.redact(detail);
  }

  /** What the kind of connection advises; else what always helps. */
  String nextStep(FailureClassification meaning, Kind kind) {
    String advised = meaning.nextStep();
    return advised == null ? nextStep(kind) : redactor.redact(advised);
  }

  /** What always helps. */
  static String nextStep(Kind kind) {
    return switch (kind) {
      case TRANSIENT ->
          "Try again later; if it stays like this, see whether the external system is well";
      case PERMANENT -> "See the cause and mend it; trying again would fail the same way";
      case AUTHENTICATION -> "Check the credentials and what they allow";
      case TIMEOUT -> TOO_SLOW;
      case INTERRUPTED -> STOPPED;
    };
  }

  /** The kind of failure for telemetry, as in {@link ConnectionException#code()}. */
  static String code(Kind kind) {
    return switch (kind) {
      case TRANSIENT, PERMANENT, AUTHENTICATION, INTERRUPTED ->
          kind.name().toLowerCase(Locale.ROOT);
      case TIMEOUT -> "deadline-exceeded";
    };
  }

  /** The exception for a kind of failure. */
  ConnectionException exception(Kind kind, Diagnosis diagnosis, @Nullable Throwable failure) {
    Throwable cause = redactor.redact(failure);
    return switch (kind) {
      case TRANSIENT -> new TransientConnectionException(diagnosis, cause);
      case PERMANENT -> new PermanentConnectionException(diagnosis, cause);
      case AUTHENTICATION -> new ConnectionAuthenticationException(diagnosis, cause);
      case TIMEOUT -> new DeadlineExceededException(diagnosis, cause);
      case INTERRUPTED -> new ConnectionInterruptedException(diagnosis, cause);
    };
  }

  /** The exception for what may have been applied. */
  OutcomeUnknownException outcomeUnknown(
      Diagnosis.Builder diagnosis, Conclusion conclusion, Throwable failure) {
    return new OutcomeUnknownException(
        concluded(diagnosis.nextStep(FIND_OUT), conclusion), redactor.redact(failure));
  }
}
