package dev.connections.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a connection throws. The family is closed at the top, and the same for all types of
 * connection; what one type adds about a failure is its {@link #detail(Class)}. {@link #code()} is
 * stable across releases; what each means and what to do about it is in {@code docs/failures.md}.
 */
public abstract sealed class ConnectionException extends RuntimeException
    permits AcquireTimeoutException,
        BulkheadFullException,
        CircuitOpenException,
        ConnectionAuthenticationException,
        ConnectionClosedException,
        ConnectionConfigurationException,
        ConnectionInterruptedException,
        DeadlineExceededException,
        OutcomeUnknownException,
        PermanentConnectionException,
        RateLimitedException,
        TransientConnectionException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final Diagnosis diagnosis;

  ConnectionException(String code, Diagnosis diagnosis, @Nullable Throwable cause) {
    super(null, cause);
    this.code = code;
    this.diagnosis = diagnosis;
  }

  /** For what is thrown under load, where a stack trace would cost more than all the rest. */
  ConnectionException(String code, Diagnosis diagnosis) {
    super(null, null, true, false);
    this.code = code;
    this.diagnosis = diagnosis;
  }

  /** One line with what a reader of a log needs; written when it is asked for, each time. */
  @Override
  public final String getMessage() {
    return diagnosis.summary(code);
  }

  /** The stable name of this kind of failure, such as {@code acquire-timeout}. */
  public final String code() {
    return code;
  }

  /** What happened, how things stood, and what to do next. */
  public final Diagnosis diagnosis() {
    return diagnosis;
  }

  /** The name of the connection. */
  public final String connection() {
    return diagnosis.connection();
  }

  /**
   * What the connection's type knows of the failure, such as the answer of an HTTP server or the
   * constraint that a database named:
   *
   * <pre>{@code
   * int status = e.detail(HttpAnswer.class).map(HttpAnswer::status).orElse(0);
   * }</pre>
   *
   * @param type the class that the connection's type documents
   * @return empty if the failure has no detail of that class: the external system gave no answer,
   *     say, or the connection is of another type
   */
  public final <D> Optional<D> detail(Class<D> type) {
    return diagnosis.detail(type);
  }

  /** What is known of the operation's effect. */
  public final Outcome outcome() {
    return diagnosis.outcome();
  }

  /**
   * Whether the operation was a write that may have been applied although it failed: its outcome is
   * {@link Outcome#UNKNOWN} or {@link Outcome#APPLIED}, and it was not declared a read. Nothing
   * else must be done instead of such an operation.
   */
  public final boolean mayHaveBeenApplied() {
    return !diagnosis.isRead() && (outcome() == Outcome.UNKNOWN || outcome() == Outcome.APPLIED);
  }
}
