package dev.connections.spi;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a failure means. It is written as a sentence that ends with the reason:
 *
 * <pre>{@code
 * failure(TRANSIENT).during(CONNECT).notSent().endpointFault().connectionLost()
 *     .nextStep("Check that the server runs").because("Could not connect: connection refused")
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class FailureClassification {

  private final Kind kind;
  private final Phase phase;
  private final Outcome outcome;
  private final boolean endpointFault;
  private final boolean connectionLost;
  private final boolean credentialsRenewed;
  private final String problem;
  private final @Nullable String detail;
  private final @Nullable String nextStep;
  private final @Nullable Duration retryAfter;
  private final @Nullable Serializable carried;

  private FailureClassification(Builder builder, String problem) {
    this.kind = builder.kind;
    this.phase = builder.phase;
    this.outcome =
        builder.outcome != null
            ? builder.outcome
            : builder.phase.isBeforeSend() ? Outcome.NOT_SENT : Outcome.UNKNOWN;
    this.endpointFault = builder.endpointFault;
    this.connectionLost = builder.connectionLost;
    this.credentialsRenewed = builder.credentialsRenewed;
    this.problem = problem;
    this.detail = builder.detail;
    this.nextStep = builder.nextStep;
    this.retryAfter = builder.retryAfter;
    this.carried = builder.carried;
  }

  /** The sorts of failure. */
  public enum Kind {
    /** May work later. */
    TRANSIENT,
    /** Will not work as it is. */
    PERMANENT,
    /** Not accepted who we are or what we may do. */
    AUTHENTICATION,
    /** Canceled or timed out, by the client library or the external system. */
    TIMEOUT,
    /** The calling thread was interrupted. */
    INTERRUPTED
  }

  /**
   * Begins what a failure means. Until more is said, it occurred while the answer was awaited, so
   * that it is unknown what was applied; it is not the endpoint's fault, and the connection is
   * good.
   */
  public static Builder failure(Kind kind) {
    return new Builder(kind);
  }

  /**
   * What an answer means that rejects a request: nothing was applied, and the connection is as good
   * as before.
   *
   * @param kind whether it may work later
   * @param problem what happened, in one sentence without a full stop
   * @param detail the external system's own code; null if none
   */
  public static FailureClassification answered(Kind kind, String problem, @Nullable String detail) {
    return failure(kind).during(Phase.RECEIVE).notApplied().detail(detail).because(problem);
  }

  /**
   * What it means that the connection was lost: the answer may still be on its way, so the physical
   * connection must not be used again, and it is unknown what was applied once something was sent.
   *
   * @param phase how far the attempt had come
   * @param how what happened to the connection, without a full stop
   */
  public static FailureClassification lost(Phase phase, String how) {
    return failure(Kind.TRANSIENT)
        .during(phase)
        .endpointFault()
        .connectionLost()
        .because("Connection lost: " + how);
  }

  /** Begins the same meaning, to change parts of it. */
  public Builder but() {
    Builder copy = new Builder(kind);
    copy.phase = phase;
    copy.outcome = outcome;
    copy.endpointFault = endpointFault;
    copy.connectionLost = connectionLost;
    copy.credentialsRenewed = credentialsRenewed;
    copy.detail = detail;
    copy.nextStep = nextStep;
    copy.retryAfter = retryAfter;
    copy.carried = carried;
    return copy;
  }

  /** What sort of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** How far the attempt had come. */
  public Phase phase() {
    return phase;
  }

  /** What the failure proves of the exchange that failed. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Whether the external system, or the way to it, is at fault; decides what health and circuits
   * make of it.
   */
  public boolean endpointFault() {
    return endpointFault;
  }

  /** Whether the physical connection is gone. */
  public boolean connectionLost() {
    return connectionLost;
  }

  /**
   * Whether the next attempt has other credentials than those that were rejected. Then a call makes
   * one, once, at once and without using up the connection's retries: what is rejected of many
   * calls is the same token. Otherwise rejected credentials are read again at most every half
   * minute.
   */
  public boolean credentialsRenewed() {
    return credentialsRenewed;
  }

  /** What happened, in one sentence without a full stop; will be redacted. */
  public String problem() {
    return problem;
  }

  /** The external system's own code, such as {@code SQLSTATE 08001}; null if none. */
  public @Nullable String detail() {
    return detail;
  }

  /** What the reader can do; null if there is nothing to say. */
  public @Nullable String nextStep() {
    return nextStep;
  }

  /** When the external system wants to be asked again; null if it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** What the exception carries in addition to its texts; null if nothing. */
  public @Nullable Serializable carried() {
    return carried;
  }

  /** Says what a failure means; {@link #because} ends it. Not thread-safe. */
  public static final class Builder {
    private Kind kind;
    private Phase phase = Phase.RECEIVE;
    private @Nullable Outcome outcome;
    private boolean endpointFault;
    private boolean connectionLost;
    private boolean credentialsRenewed;
    private @Nullable String detail;
    private @Nullable String nextStep;
    private @Nullable Duration retryAfter;
    private @Nullable Serializable carried;

    private Builder(Kind kind) {
      this.kind = kind;
    }

    /** See {@link FailureClassification#kind()}. */
    public Builder kind(Kind kind) {
      this.kind = kind;
      return this;
    }

    /** How far the attempt had come; {@link Phase#RECEIVE} by default. */
    public Builder during(Phase phase) {
      this.phase = phase;
      return this;
    }

    /**
     * What the failure proves of the exchange; by default {@link Outcome#NOT_SENT} in phases before
     * anything is sent, and {@link Outcome#UNKNOWN} afterward.
     */
    public Builder outcome(Outcome outcome) {
      this.outcome = outcome;
      return this;
    }

    /** Nothing left this process: it may always be retried. */
    public Builder notSent() {
      return outcome(Outcome.NOT_SENT);
    }

    /** The external system says that nothing was done. */
    public Builder notApplied() {
      return outcome(Outcome.NOT_APPLIED);
    }

    /** The external system, or the way to it, is at fault. */
    public Builder endpointFault() {
      return endpointFault(true);
    }

    /** See {@link FailureClassification#endpointFault()}; false by default. */
    public Builder endpointFault(boolean atFault) {
      this.endpointFault = atFault;
      return this;
    }

    /** The physical connection is gone. */
    public Builder connectionLost() {
      return connectionLost(true);
    }

    /** See {@link FailureClassification#connectionLost()}; false by default. */
    public Builder connectionLost(boolean lost) {
      this.connectionLost = lost;
      return this;
    }

    /** See {@link FailureClassification#credentialsRenewed()}; false by default. */
    public Builder credentialsRenewed(boolean renewed) {
      this.credentialsRenewed = renewed;
      return this;
    }

    /** See {@link FailureClassification#detail()}; none by default. */
    public Builder detail(@Nullable String detail) {
      this.detail = detail;
      return this;
    }

    /**
     * See {@link FailureClassification#nextStep()}; by default what helps with any such failure.
     */
    public Builder nextStep(@Nullable String nextStep) {
      this.nextStep = nextStep;
      return this;
    }

    /** See {@link FailureClassification#retryAfter()}; nothing by default. */
    public Builder retryAfter(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter;
      return this;
    }

    /**
     * What {@link dev.connections.failure.ConnectionException#detail(Class)} gives to those who
     * catch the exception; nothing by default. Nothing is removed from it afterward: it must hold
     * no secrets. Immutable.
     */
    public Builder carrying(@Nullable Serializable detail) {
      this.carried = detail;
      return this;
    }

    /**
     * Ends it.
     *
     * @param problem what happened, in one sentence without a full stop; will be redacted
     */
    public FailureClassification because(String problem) {
      return new FailureClassification(this, problem);
    }
  }
}
