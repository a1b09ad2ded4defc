package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.AdmissionResult;
import dev.connections.internal.permit.Holder;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Endpoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: what its work sees of it, and what the watchdog needs to cancel it.
 *
 * <p>Its status changes exactly once after it began, to finished, expired, aborted or canceled: so
 * a cancellation never begins after the attempt is over. What does not end after it was canceled is
 * ended {@linkplain Escalation by force}.
 */
public final class Attempt<E extends Endpoint> extends EndpointUse<E> implements AttemptScope {

  /** The state of an attempt. */
  enum Status {
    WAITING,
    RUNNING,
    FINISHED,
    EXPIRED,
    ABORTED,
    CALL_CANCELED,
    INTERRUPTED
  }

  private static final VarHandle STATUS;
  private static final VarHandle CANCELLATION;
  private static final VarHandle PHASE;
  private static final VarHandle WORKING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATUS = lookup.findVarHandle(Attempt.class, "status", Status.class);
      PHASE = lookup.findVarHandle(Attempt.class, "phase", Phase.class);
      WORKING = lookup.findVarHandle(Attempt.class, "working", boolean.class);
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

  @SuppressWarnings("UnusedVariable") // used through its handle
  private Phase phase = Phase.ACQUIRE;

  @SuppressWarnings("UnusedVariable") // used through its handle
  private boolean working;

  private boolean exchangeCompleted;
  private @Nullable String notRepeatable;
  private final @Nullable Caller<E> caller;
  private final int number;
  private @Nullable Object joinable;
  private @Nullable Exception joinedFailure;
  private @Nullable RuntimeException joinedSeen;
  private final Escalation escalation = new Escalation();
  private final Owner<E> owner;
  private @Nullable AdmissionResult noValue;

  /** What an attempt needs of its connection. */
  public interface Owner<E extends Endpoint> {

    /** Nothing has ended the attempt: no one waits for its thread any more. */
    void abandoned(Attempt<E> attempt);
  }

  public Attempt(
      Owner<E> owner,
      ManagedEndpoint<E> at,
      Operation operation,
      @Nullable Holder outer,
      @Nullable Caller<E> caller,
      int number,
      long nowNanos) {
    super(owner, at, operation, outer, nowNanos);
    this.owner = owner;
    this.caller = caller;
    this.number = number;
  }

  /** It has failed, or its endpoint has left before it was begun. */
  void fails(AdmissionResult why) {
    noValue = why;
  }

  /** Why there is no value; null if there is one. */
  @Nullable AdmissionResult whyNoValue() {
    return noValue;
  }

  /** Why the work must not be run again; null if it may be. */
  @Nullable String whyNotRepeatable() {
    return notRepeatable;
  }

  /** Whether the work was begun. */
  boolean hasBegun() {
    return deadline != null;
  }

  /**
   * The work begins: from now on the deadline counts, and what fails may have been sent. False if
   * it need not begin, because the call has been canceled.
   */
  public boolean begin(Deadline attemptDeadline) {
    deadline = attemptDeadline;
    PHASE.setOpaque(this, Phase.SEND);
    STATUS.setRelease(this, Status.RUNNING); // shows the deadline to the watchdog
    return caller == null || caller.begins(this);
  }

  /** The call it belongs to, if another thread asked for it; null if this one did. */
  @Nullable Caller<E> caller() {
    return caller;
  }

  @Override
  public Thread asker() {
    return caller == null ? thread() : caller.asker();
  }

  @Override
  public boolean isCallCanceled() {
    return caller != null && caller.isCallCanceled();
  }

  /**
   * The work is over; false if it was canceled before. After it no interrupt of ours can come, and
   * none is left behind.
   */
  public boolean finish() {
    if (status() == Status.RUNNING && STATUS.compareAndSet(this, Status.RUNNING, Status.FINISHED)) {
      return true;
    }
    escalation.settle();
    return false;
  }

  /** Whether the call was given up, so that its permit and its circuit are none of its business. */
  boolean isAbandoned() {
    return escalation.isAbandoned();
  }

  @Override
  public boolean occupiesThread() {
    return caller == null || caller.attemptsOccupyThreads();
  }

  /** Whether what comes out of it is only what came of ending it. */
  boolean wasForced() {
    return escalation.hasInterrupted() || (isAbandoned() && !occupiesThread());
  }

  private Status status() {
    return (Status) STATUS.getAcquire(this);
  }

  boolean wasAborted() {
    return status() == Status.ABORTED;
  }

  boolean wasCallCanceled() {
    return status() == Status.CALL_CANCELED;
  }

  boolean wasInterrupted() {
    return status() == Status.INTERRUPTED;
  }

  boolean hasExpired() {
    return status() == Status.EXPIRED;
  }

  Phase phase() {
    return (Phase) PHASE.getOpaque(this); // the watchdog asks too, of an attempt that hangs
  }

  /** Whether no exchange was in flight when it ended, or was canceled. */
  boolean isWorking() {
    return (boolean) WORKING.getOpaque(this);
  }

  boolean hasCompletedExchange() {
    return exchangeCompleted;
  }

  @Override
  public Deadline deadline() {
    return Objects.requireNonNull(deadline, "only known once the attempt has begun");
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public void notRepeatable(String why) {
    notRepeatable = why;
  }

  @Override
  public void enter(Phase next) {
    PHASE.setOpaque(this, next);
  }

  /** What was in flight when it was canceled stays: what comes after comes of that. */
  @Override
  public void working(boolean now) {
    if (status() == Status.RUNNING) {
      WORKING.setOpaque(this, now);
    }
  }

  @Override
  public void exchangeCompleted() {
    exchangeCompleted = true;
  }

  @Override
  public void onCancel(Runnable next) {
    CANCELLATION.setVolatile(this, next);
    if (isCanceled()) {
      cancel();
    }
  }

  @Override
  public void onAbort(Runnable abort) {
    escalation.onAbort(abort);
  }

  @Override
  public void onAbandon(Runnable abandon) {
    escalation.onAbandon(abandon);
  }

  @Override
  public void joinable(Object unit) {
    joinable = unit;
  }

  public @Nullable Object joinable() {
    return joinable;
  }

  /** A call that joined this one failed, and its caller sees something else than was thrown. */
  void joinedFailed(RuntimeException seen, Exception failure) {
    joinedSeen = seen;
    joinedFailure = failure;
  }

  /** What really failed, if this is what the caller of a joined call saw. */
  Exception original(Exception thrown) {
    Exception failure = joinedFailure;
    return thrown == joinedSeen && failure != null ? failure : thrown;
  }

  /** It has this deadline from now on. */
  void limitTo(Deadline other) {
    deadline = other;
    STATUS.compareAndSet(this, Status.RUNNING, Status.RUNNING); // shows it to the watchdog
  }

  @Override
  public boolean isCanceled() {
    Status now = (Status) STATUS.getVolatile(this);
    return now == Status.EXPIRED
        || now == Status.ABORTED
        || now == Status.CALL_CANCELED
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
  public @Nullable Deadline inherited() {
    return deadline;
  }

  @Override
  public @Nullable Runnable expire(long nowNanos) {
    Status now = status();
    if (now == Status.WAITING || now == Status.FINISHED) {
      return null;
    }
    if (now != Status.RUNNING) {
      // Who cancels a call or interrupts is not in a hurry before the deadline, which ends it by
      // force.
      return now == Status.EXPIRED || now == Status.ABORTED || deadline().isExpiredAt(nowNanos)
          ? escalation.next(occupiesThread() ? thread() : null, () -> owner.abandoned(this))
          : null;
    }
    if (deadline().isExpiredAt(nowNanos)) {
      return cancel(Status.EXPIRED);
    }
    // Drivers and HTTP clients that wait for an answer seldom notice an interrupt by themselves.
    return isInterrupted() ? cancel(Status.INTERRUPTED) : null;
  }

  @Override
  public long untilDueNanos() {
    Status now = status();
    return now == Status.WAITING || now == Status.FINISHED
        ? Long.MAX_VALUE
        : now == Status.RUNNING ? deadline().remainingNanos() : Escalation.STEP_NANOS;
  }

  @Override
  public @Nullable Runnable abort() {
    return cancel(Status.ABORTED);
  }

  /** What cancels it because its caller wants no more of it; null if there is nothing to do. */
  @Nullable Runnable cancelCall() {
    return cancel(Status.CALL_CANCELED);
  }

  private @Nullable Runnable cancel(Status how) {
    return STATUS.compareAndSet(this, Status.RUNNING, how) ? this::cancel : null;
  }
}
