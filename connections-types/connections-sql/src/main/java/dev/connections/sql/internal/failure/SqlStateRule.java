package dev.connections.sql.internal.failure;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What an SQLSTATE, or a vendor's own code, means.
 *
 * @param state five characters, or the two of a class; or {@code state/code}, or {@code /code} for
 *     a vendor's code whatever the state
 * @param kind what sort of failure it is
 * @param fate what it says of the statement and of the connection
 * @param endpointFault whether the server, or the way to it, is at fault
 * @param problem what happened
 * @param nextStep what the reader can do; or null
 */
public record SqlStateRule(
    String state,
    Kind kind,
    Fate fate,
    boolean endpointFault,
    String problem,
    @Nullable String nextStep) {

  /** The same in other words. */
  SqlStateRule saying(String words) {
    return new SqlStateRule(state, kind, fate, endpointFault, words, nextStep);
  }

  /** What becomes of a statement and of the connection it ran on. */
  public enum Fate {
    /** There was no connection to send anything on. */
    NOT_CONNECTED,
    /** There is no connection, because the server did not let us in. */
    NOT_ADMITTED,
    /** The server answered that it did nothing; the connection is good. */
    REJECTED,
    /** The same, because the server, its database or the session takes no writes. */
    REJECTED_AS_READ_ONLY,
    /** The server answered that it did nothing, and closed the connection. */
    REJECTED_AND_CLOSED,
    /** The server rolled the whole transaction back; the connection is good. */
    ROLLED_BACK,
    /** The server rejected what its session had prepared: all sessions are to be replaced. */
    REJECTED_AS_STALE,
    /** The server has worked, but the driver could not give what was asked for. */
    ANSWERED,
    /** The connection was lost, and the answer with it. */
    LOST,
    /** The server, or the driver, says that no one knows. */
    UNKNOWN;

    boolean losesConnection() {
      return this != REJECTED
          && this != REJECTED_AS_READ_ONLY
          && this != ROLLED_BACK
          && this != ANSWERED;
    }

    Phase phase(Phase reached) {
      return switch (this) {
        case NOT_CONNECTED -> Phase.CONNECT;
        case NOT_ADMITTED -> Phase.AUTH;
        default -> reached;
      };
    }

    /**
     * What it proves. In a transaction the phase is {@link Phase#SEND} until it is committed: what
     * was done on a connection that is lost by then is rolled back.
     */
    Outcome outcome(Phase reached) {
      return switch (this) {
        case NOT_CONNECTED, NOT_ADMITTED -> Outcome.NOT_SENT;
        case REJECTED, REJECTED_AS_READ_ONLY, REJECTED_AND_CLOSED, ROLLED_BACK, REJECTED_AS_STALE ->
            reached.isBeforeSend() ? Outcome.NOT_SENT : Outcome.NOT_APPLIED;
        case LOST, ANSWERED ->
            reached.isBeforeSend()
                ? Outcome.NOT_SENT
                : reached == Phase.SEND ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
        case UNKNOWN -> reached.isBeforeSend() ? Outcome.NOT_SENT : Outcome.UNKNOWN;
      };
    }
  }
}
