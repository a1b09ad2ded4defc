package dev.connections.spi;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a failure means. Immutable.
 *
 * @param kind what sort of failure it is
 * @param phase how far the attempt had come
 * @param outcome what it proves of the exchange that failed
 * @param endpointFault whether the external system, or the way to it, is at fault; decides what
 *     health and circuits make of it
 * @param connectionLost whether the physical connection is gone
 * @param problem what happened, in one sentence without a full stop; will be redacted
 * @param detail the external system's own code, such as {@code SQLSTATE 08001}; null if none
 * @param nextStep what the reader can do; null if there is nothing to say
 * @param retryAfter when the external system wants to be asked again; null if it did not say
 */
public record FailureClassification(
    Kind kind,
    Phase phase,
    Outcome outcome,
    boolean endpointFault,
    boolean connectionLost,
    String problem,
    @Nullable String detail,
    @Nullable String nextStep,
    @Nullable Duration retryAfter) {

  /** The sorts of failure. */
  public enum Kind {
    /** May work later. */
    TRANSIENT,
    /** Will not work as it is. */
    PERMANENT,
    /** Not accepted who we are or what we may do. */
    AUTHENTICATION,
    /** Cancelled or timed out, by the client library or the external system. */
    TIMEOUT,
    /** The calling thread was interrupted. */
    INTERRUPTED
  }

  /**
   * What an answer means that refuses a request: nothing was applied, and the connection is as good
   * as before.
   *
   * @param kind whether it may work later
   * @param problem what happened, in one sentence without a full stop
   * @param detail the external system's own code; null if none
   */
  public static FailureClassification answered(Kind kind, String problem, @Nullable String detail) {
    return new FailureClassification(
        kind, Phase.RECEIVE, Outcome.NOT_APPLIED, false, false, problem, detail, null, null);
  }

  /**
   * What it means that the connection was lost: the answer may still be on its way, so the physical
   * connection must not be used again, and nobody knows what was applied once something was sent.
   *
   * @param phase how far the attempt had come
   * @param how what happened to the connection, without a full stop
   */
  public static FailureClassification lost(Phase phase, String how) {
    Outcome outcome = phase.isBeforeSend() ? Outcome.NOT_SENT : Outcome.UNKNOWN;
    return new FailureClassification(
        Kind.TRANSIENT,
        phase,
        outcome,
        true,
        true,
        "The connection was lost: " + how,
        null,
        null,
        null);
  }
}
