package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.Limits;
import dev.connections.internal.permit.Holder;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Endpoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A use for some work: how far that has come, and by when it must be over. For most, the deadline
 * is a length from the moment of admission, and an object only once the work has asked for one.
 */
abstract class WorkUse<E extends Endpoint> extends EndpointUse<E> {

  private static final VarHandle PHASE;
  private static final VarHandle WORKING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PHASE = lookup.findVarHandle(WorkUse.class, "phase", Phase.class);
      WORKING = lookup.findVarHandle(WorkUse.class, "working", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** Counted from {@link #sinceNanos}; used while there is no deadline. */
  private long limitNanos;

  /** Set by the thread that moves the use on, and by no other. */
  private @Nullable Deadline deadline;

  @SuppressWarnings("UnusedVariable") // used through its handle
  private Phase phase = Phase.ACQUIRE;

  @SuppressWarnings("UnusedVariable") // used through its handle
  private boolean working;

  private boolean exchangeCompleted;

  WorkUse(ManagedEndpoint<E> at, Operation operation, @Nullable Holder outer, long nowNanos) {
    super(at, operation, outer, nowNanos);
  }

  final void limitedBy(Deadline other) {
    deadline = other;
  }

  /** For a first attempt that begins at once. */
  final void limitedBy(Limits limits) {
    Holder outer = outer();
    if (outer == null) {
      limitNanos = limits.firstNanos(operation());
    } else {
      deadline = limits.first(operation(), outer, sinceNanos());
    }
  }

  /** Whether its time is over; any thread may ask. */
  final boolean isOverdueAt(long nowNanos) {
    Deadline set = deadline;
    return set == null ? nowNanos - sinceNanos() >= limitNanos : set.isExpiredAt(nowNanos);
  }

  /** Its deadline; any thread may ask, so it is not kept: it might take the place of another. */
  final Deadline limit() {
    Deadline set = deadline;
    return set == null
        ? Deadline.afterAt(sinceNanos(), Duration.ofNanos(limitNanos), at().time())
        : set;
  }

  /** The same for the thread that moves it on: always the same object, until there is another. */
  final Deadline kept() {
    Deadline asked = limit();
    deadline = asked;
    return asked;
  }

  /** See {@link AttemptScope#enter}. */
  public final void enter(Phase next) {
    PHASE.setOpaque(this, next);
  }

  /** The watchdog asks too, of work that hangs. */
  final Phase phase() {
    return (Phase) PHASE.getOpaque(this);
  }

  /** What was in flight when it was canceled stays: what comes after comes of that. */
  public final void working(boolean now) {
    if (isRunning()) {
      WORKING.setOpaque(this, now);
    }
  }

  /** Whether no exchange was in flight when it ended, or was canceled. */
  final boolean isWorking() {
    return (boolean) WORKING.getOpaque(this);
  }

  /** Whether the work goes on, and no one has canceled it. */
  abstract boolean isRunning();

  /** See {@link AttemptScope#exchangeCompleted}. */
  public final void exchangeCompleted() {
    exchangeCompleted = true;
  }

  final boolean hasCompletedExchange() {
    return exchangeCompleted;
  }
}
