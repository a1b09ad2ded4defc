package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.internal.call.FailedUse.Ending;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.AdmissionResult;
import dev.connections.internal.permit.Holder;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Cancellation;
import dev.connections.spi.Endpoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: what its work sees of it, and what the watchdog needs to cancel it.
 *
 * <p>Its status changes exactly once after it began, to finished, expired, aborted or canceled: so
 * a cancellation never begins after the attempt is over. What does not end after it was canceled is
 * ended {@linkplain Escalation by force}.
 *
 * <p>One is made for each call, so what the usual one does not need is made when it is needed: its
 * deadline as an object, what ends it by force, and its {@linkplain AttemptExtras extras}.
 */
public final class Attempt<E extends Endpoint> extends WorkUse<E> implements AttemptScope {

  /** The state of an attempt. */
  enum Status {
    WAITING(Ending.BY_ITSELF),
    RUNNING(Ending.BY_ITSELF),
    FINISHED(Ending.BY_ITSELF),
    EXPIRED(Ending.EXPIRED),
    ABORTED(Ending.ABORTED),
    CALL_CANCELED(Ending.CALL_CANCELED),
    INTERRUPTED(Ending.INTERRUPTED);

    private final Ending ending;

    Status(Ending ending) {
      this.ending = ending;
    }
  }

  private static final VarHandle STATUS;
  private static final VarHandle ESCALATION;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATUS = lookup.findVarHandle(Attempt.class, "status", Status.class);
      ESCALATION = lookup.findVarHandle(Attempt.class, "escalation", Escalation.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  @SuppressWarnings("UnusedVariable") // used through its handle
  private Status status = Status.WAITING;

  private volatile @Nullable Cancellation cancellation;

  private final Owner<E> owner;

  /** Null until it is canceled. */
  @SuppressWarnings("UnusedVariable") // used through its handle
  private @Nullable Escalation escalation;

  private @Nullable AttemptExtras<E> extras;

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
    super(at, operation, outer, nowNanos);
    this.owner = owner;
    if (caller != null || number != 1) {
      this.extras = new AttemptExtras<>(caller, number);
    }
  }

  private AttemptExtras<E> extras() {
    AttemptExtras<E> made = extras;
    if (made == null) {
      made = new AttemptExtras<>(null, 1);
      extras = made;
    }
    return made;
  }

  @Override
  public Object connection() {
    return owner;
  }

  /** It has failed, or its endpoint has left before it was begun. */
  void fails(AdmissionResult why) {
    extras().noValue = why;
  }

  /** Why there is no value; null if there is one. */
  @Nullable AdmissionResult whyNoValue() {
    return extras == null ? null : extras.noValue;
  }

  /** Why the work must not be run again; null if it may be. */
  @Nullable String whyNotRepeatable() {
    return extras == null ? null : extras.notRepeatable;
  }

  /** Whether the work was begun. */
  boolean hasBegun() {
    return status() != Status.WAITING;
  }

  /**
   * The work begins: from now on the deadline counts, and what fails may have been sent. False if
   * it need not begin, because the call has been canceled.
   */
  public boolean begin(Deadline attemptDeadline) {
    limitedBy(attemptDeadline);
    return begin();
  }

  /** As {@link #begin(Deadline)}, where it was said before by when it must be over. */
  boolean begin() {
    enter(Phase.SEND);
    STATUS.setRelease(this, Status.RUNNING); // shows the deadline to the watchdog
    Caller<E> caller = caller();
    return caller == null || caller.begins(this);
  }

  /** The call it belongs to, if another thread asked for it; null if this one did. */
  @Nullable Caller<E> caller() {
    AttemptExtras<E> made = extras; // any thread may ask
    return made == null ? null : made.caller;
  }

  @Override
  public Thread asker() {
    Caller<E> caller = caller();
    return caller == null ? thread() : caller.asker();
  }

  @Override
  public boolean isCallCanceled() {
    Caller<E> caller = caller();
    return caller != null && caller.isCallCanceled();
  }

  /**
   * The work is over; false if it was canceled before. After it no interrupt of ours can come, and
   * none is left behind.
   */
  public boolean finish() {
    if (isRunning() && STATUS.compareAndSet(this, Status.RUNNING, Status.FINISHED)) {
      return true;
    }
    if (isCanceled()) {
      escalation().settle(); // also if there is none yet: no step must be taken any more
    }
    return false;
  }

  /** Whether the call was given up, so that its permit and its circuit are none of its business. */
  boolean isAbandoned() {
    Escalation begun = begunEscalation();
    return begun != null && begun.isAbandoned();
  }

  private @Nullable Escalation begunEscalation() {
    return (Escalation) ESCALATION.getVolatile(this);
  }

  /** The one there is for all: whoever needs it first makes it. */
  private Escalation escalation() {
    Escalation begun = begunEscalation();
    if (begun != null) {
      return begun;
    }
    Escalation made = new Escalation();
    Escalation other = (Escalation) ESCALATION.compareAndExchange(this, null, made);
    return other == null ? made : other;
  }

  @Override
  public boolean occupiesThread() {
    Caller<E> caller = caller();
    return caller == null || caller.attemptsOccupyThreads();
  }

  /** Whether what comes out of it is only what came of ending it. */
  boolean wasForced() {
    Escalation begun = begunEscalation();
    return begun != null && (begun.hasInterrupted() || (begun.isAbandoned() && !occupiesThread()));
  }

  private Status status() {
    return (Status) STATUS.getAcquire(this);
  }

  @Override
  boolean isRunning() {
    return status() == Status.RUNNING;
  }

  /** Who has ended it. */
  Ending ending() {
    return status().ending;
  }

  @Override
  public Deadline deadline() {
    if (!hasBegun()) {
      throw new IllegalStateException("The deadline is only known once the attempt has begun");
    }
    return Thread.currentThread() == thread() ? kept() : limit();
  }

  @Override
  public int number() {
    return extras == null ? 1 : extras.number;
  }

  @Override
  public void notRepeatable(String why) {
    extras().notRepeatable = why;
  }

  @Override
  public void onCancel(Cancellation next) {
    cancellation = next;
    if (isCanceled()) {
      cancel();
      if (isAbandoned()) {
        escalation().replace(next);
      }
    }
  }

  @Override
  public void joinable(Object unit) {
    extras().joinable = unit;
  }

  public @Nullable Object joinable() {
    return extras == null ? null : extras.joinable;
  }

  /** A call that joined this one failed, and its caller sees something else than was thrown. */
  void joinedFailed(RuntimeException seen, Exception failure) {
    extras().joinedFailed(seen, failure);
  }

  /** What really failed, if this is what the caller of a joined call saw. */
  Exception original(Exception thrown) {
    return extras == null ? thrown : extras.original(thrown);
  }

  /** It has this deadline from now on. */
  void limitTo(Deadline other) {
    limitedBy(other);
    STATUS.compareAndSet(this, Status.RUNNING, Status.RUNNING); // shows it to the watchdog
  }

  @Override
  public boolean isCanceled() {
    return ((Status) STATUS.getVolatile(this)).ending != Ending.BY_ITSELF;
  }

  private void cancel() {
    escalation().cancel(cancellation);
  }

  private void abortByForce() {
    Cancellation now = cancellation;
    if (now != null) {
      now.abort();
    }
  }

  private void leaveBehind() {
    escalation().replace(cancellation);
    owner.abandoned(this);
  }

  @Override
  public @Nullable Deadline inherited() {
    return hasBegun() ? limit() : null;
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
      return now == Status.EXPIRED || now == Status.ABORTED || isOverdueAt(nowNanos)
          ? escalation()
              .next(occupiesThread() ? thread() : null, this::abortByForce, this::leaveBehind)
          : null;
    }
    if (isOverdueAt(nowNanos)) {
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
        : now == Status.RUNNING ? limit().remainingNanos() : Escalation.STEP_NANOS;
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
