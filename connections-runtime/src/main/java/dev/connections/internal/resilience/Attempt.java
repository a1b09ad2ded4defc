package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.Phase;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Endpoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: what its work sees of it, and what the watchdog needs to break it off.
 *
 * <p>Its status changes exactly once after it began, to finished, expired, aborted or called off:
 * so a cancellation never begins after the attempt is over.
 */
final class Attempt<E extends Endpoint> extends Use<E> implements AttemptScope {

  /** How an attempt stands. */
  enum Status {
    WAITING,
    RUNNING,
    FINISHED,
    EXPIRED,
    ABORTED,
    CALLED_OFF,
    INTERRUPTED
  }

  private static final VarHandle STATUS;
  private static final VarHandle CANCELLATION;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATUS = lookup.findVarHandle(Attempt.class, "status", Status.class);
      CANCELLATION = lookup.findVarHandle(Attempt.class, "cancellation", Runnable.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  @SuppressWarnings("UnusedVariable") // used through its handle
  private Status status = Status.WAITING;

  @SuppressWarnings("UnusedVariable") // used through its handle
  private @Nullable Runnable cancellation;

  private @Nullable Deadline deadline;
  private Phase phase = Phase.ACQUIRE;
  private boolean exchangeCompleted;
  private boolean notRepeatable;
  private final @Nullable AsyncCall<E, ?> caller;
  private final int number;
  private @Nullable TranslatedFailure failure;

  Attempt(
      Object connection,
      ManagedEndpoint<E> at,
      Operation operation,
      @Nullable Holder outer,
      @Nullable AsyncCall<E, ?> caller,
      int number,
      long nowNanos) {
    super(connection, at, operation, outer, nowNanos);
    this.caller = caller;
    this.number = number;
  }

  void fails(TranslatedFailure how) {
    failure = how;
  }

  /** Why there is no value; null if there is one. */
  @Nullable TranslatedFailure failure() {
    return failure;
  }

  boolean isNotRepeatable() {
    return notRepeatable;
  }

  /** Whether the work was begun. */
  boolean hasBegun() {
    return deadline != null;
  }

  /**
   * The work begins: from now on the deadline counts, and what fails may have been sent. False if
   * it need not begin, because the call has been called off.
   */
  boolean begin(Deadline attemptDeadline) {
    deadline = attemptDeadline;
    phase = Phase.SEND;
    STATUS.setRelease(this, Status.RUNNING); // shows the deadline to the watchdog
    return caller == null || caller.begins(this);
  }

  /** The call it belongs to, if another thread asked for it; null if this one did. */
  @Nullable AsyncCall<E, ?> caller() {
    return caller;
  }

  @Override
  boolean isCalledOff() {
    return caller != null && caller.isCalledOff();
  }

  /** The work is over; false if it was broken off before. */
  boolean finish() {
    return status() == Status.RUNNING
        && STATUS.compareAndSet(this, Status.RUNNING, Status.FINISHED);
  }

  private Status status() {
    return (Status) STATUS.getAcquire(this);
  }

  boolean wasAborted() {
    return status() == Status.ABORTED;
  }

  boolean wasCalledOff() {
    return status() == Status.CALLED_OFF;
  }

  boolean wasInterrupted() {
    return status() == Status.INTERRUPTED;
  }

  boolean hasExpired() {
    return status() == Status.EXPIRED;
  }

  Phase phase() {
    return phase;
  }

  boolean hasCompletedExchange() {
    return exchangeCompleted;
  }

  @Override
  public Deadline deadline() {
    return Objects.requireNonNull(deadline, "only known once the attempt has begun");
  }

  @Override
  public int attempt() {
    return number;
  }

  @Override
  public void notRepeatable() {
    notRepeatable = true;
  }

  @Override
  public void enter(Phase next) {
    phase = next;
  }

  @Override
  public void exchangeCompleted() {
    exchangeCompleted = true;
  }

  @Override
  public void onCancel(Runnable next) {
    CANCELLATION.setVolatile(this, next);
    if (isCancelled()) {
      cancel();
    }
  }

  @Override
  public boolean isCancelled() {
    Status now = (Status) STATUS.getVolatile(this);
    return now == Status.EXPIRED
        || now == Status.ABORTED
        || now == Status.CALLED_OFF
        || now == Status.INTERRUPTED;
  }

  /** Whoever takes the cancellation runs it, so each is run once. */
  private void cancel() {
    Runnable taken = (Runnable) CANCELLATION.getAndSet(this, null);
    if (taken != null) {
      taken.run();
    }
  }

  @Override
  boolean isOver() {
    return status() == Status.FINISHED;
  }

  @Override
  @Nullable Deadline inherited() {
    return deadline;
  }

  @Override
  @Nullable Runnable expire(long nowNanos) {
    if (status() != Status.RUNNING) {
      return null;
    }
    if (deadline().isExpiredAt(nowNanos)) {
      return breakOff(Status.EXPIRED);
    }
    // Drivers and HTTP clients that wait for an answer seldom notice an interrupt by themselves.
    return isInterrupted() ? breakOff(Status.INTERRUPTED) : null;
  }

  @Override
  @Nullable Runnable abort() {
    return breakOff(Status.ABORTED);
  }

  /** What breaks it off because its caller wants no more of it; null if there is nothing to do. */
  @Nullable Runnable callOff() {
    return breakOff(Status.CALLED_OFF);
  }

  private @Nullable Runnable breakOff(Status how) {
    return STATUS.compareAndSet(this, Status.RUNNING, how) ? this::cancel : null;
  }
}
