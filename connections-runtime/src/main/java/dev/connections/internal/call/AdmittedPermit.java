package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.internal.dedicated.DedicatedResources;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.Frames;
import dev.connections.internal.permit.Holder;
import dev.connections.spi.Cancellation;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Permit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A permit that outlives a call: no deadline once it is acquired, but the connection's abort. */
public final class AdmittedPermit<E extends Endpoint> extends EndpointUse<E> implements Permit<E> {

  /** What the permit needs of its connection. */
  public interface Owner<E extends Endpoint> {
    /** See {@link Permit#failed}. */
    RuntimeException failed(AdmittedPermit<E> permit, Exception failure, Phase phase);

    /**
     * The permit comes back.
     *
     * @param failure the last failure under it, as its user sees it; null if nothing failed
     */
    void closed(AdmittedPermit<E> permit, @Nullable RuntimeException failure);

    /** Nothing has ended the acquisition under it: no one waits for its thread any more. */
    void abandoned(AdmittedPermit<E> permit);
  }

  private final Owner<E> owner;
  private final Deadline deadline;
  private final boolean lease;
  private final CallTrace trace;
  private final long begunNanos;
  private @Nullable String pool;
  private @Nullable DedicatedResources dedicated;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /** Whether reads follow it because it may write. */
  private final AtomicBoolean writing = new AtomicBoolean();

  /** Null before it is said, and after it was run: each is run once. */
  private final AtomicReference<@Nullable Cancellation> uncanceled = new AtomicReference<>();

  private volatile @Nullable Cancellation cancellation;
  private volatile boolean handedOver;
  private volatile boolean aborted;
  private volatile @Nullable RuntimeException failure;

  /** What is done about an acquisition that takes too long; null while there is none. */
  private volatile @Nullable Escalation acquiring;

  /** Whether an acquisition took too long, and how it ended then. */
  private volatile boolean expired;

  /** A throwable, since it costs a quarter of what walking the stack does, until it is read. */
  private volatile @Nullable Throwable taken;

  public AdmittedPermit(
      Owner<E> owner,
      ManagedEndpoint<E> at,
      Operation operation,
      @Nullable Holder outer,
      long nowNanos,
      Deadline deadline,
      boolean lease,
      CallTrace trace) {
    super(at, operation, outer, nowNanos);
    this.owner = owner;
    this.deadline = deadline;
    this.lease = lease;
    this.trace = trace;
    this.begunNanos = nowNanos;
  }

  @Override
  public Object connection() {
    return owner;
  }

  /** It is for a resource of this pool, and not for the client. */
  void dedicatedTo(String name) {
    pool = name;
  }

  /** It may write until {@link #ceasesToWrite}. */
  void writes() {
    writing.set(true);
  }

  /** Whether it could write until now. */
  boolean ceasesToWrite() {
    return writing.getAndSet(false);
  }

  /** The dedicated pool that it is for; null if it is for the client. */
  @Nullable String pool() {
    return pool;
  }

  @Override
  Bulkhead permits(Client<E> client) {
    String name = pool;
    if (name == null) {
      return super.permits(client);
    }
    DedicatedResources found = client.dedicated().get(name);
    dedicated = found;
    return found.bulkhead();
  }

  /** Where the resource comes from that it is for. */
  DedicatedResources dedicated() {
    return Objects.requireNonNull(dedicated, "known once the permit is given");
  }

  /** What telemetry follows it by, from asking for the permit to giving it back. */
  CallTrace trace() {
    return trace;
  }

  /** When the permit was asked for. */
  long begunNanos() {
    return begunNanos;
  }

  @Override
  public boolean waitsWithoutDefaultLimit() {
    return !lease;
  }

  /** The thread that calls this has taken it for itself, and its caller is to be found again. */
  void takenHere() {
    taken = new Throwable();
  }

  @Override
  public List<StackTraceElement> takenAt() {
    Throwable where = taken;
    return where == null ? List.of() : Frames.taken(where.getStackTrace(), kind());
  }

  @Override
  public E endpoint() {
    return used();
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public void onCancel(Cancellation next) {
    cancellation = next;
    uncanceled.set(next);
    if (aborted) {
      cancel();
    }
    Escalation escalation = acquiring;
    if (escalation != null && escalation.isAbandoned()) {
      escalation.replace(next);
    }
  }

  private void cancel() {
    Cancellation taken = uncanceled.getAndSet(null);
    if (taken != null && open.get()) {
      taken.cancel();
    }
  }

  boolean wasAborted() {
    return aborted;
  }

  @Override
  public <T> T acquire(Callable<T> acquisition, Consumer<? super T> forget) throws Exception {
    Escalation escalation = new Escalation();
    acquiring = escalation;
    T acquired;
    try {
      acquired = acquisition.call();
    } finally {
      acquiring = null;
      escalation.settle();
      expired = escalation.hasInterrupted();
    }
    if (escalation.isAbandoned()) {
      forget.accept(acquired);
      throw new TimeoutException("It was acquired too late");
    }
    return acquired;
  }

  /** Whether what it was taken for could not be acquired before the deadline. */
  boolean hasExpired() {
    return expired;
  }

  @Override
  public RuntimeException failed(Exception thrown, Phase phase) {
    RuntimeException told = owner.failed(this, thrown, phase);
    failure = told;
    return told;
  }

  @Override
  public void writeRejected() {
    at().writes().suspect();
  }

  @Override
  public void close() {
    if (open.getAndSet(false)) {
      owner.closed(this, failure);
    }
  }

  @Override
  public void usedHere() {
    if (Thread.currentThread() != thread()) {
      handedOver = true;
    }
  }

  /** Whether this thread took it, and no other has used it since. */
  boolean belongsTo(Thread candidate) {
    return thread() == candidate && !handedOver && open.get();
  }

  /** None: the operation's deadline limits how long acquiring takes, not how long it is held. */
  @Override
  public @Nullable Deadline inherited() {
    return null;
  }

  /** Only acquiring has a deadline. */
  @Override
  public @Nullable Runnable expire(long nowNanos) {
    Escalation escalation = acquiring;
    return escalation != null && deadline.isExpiredAt(nowNanos)
        ? escalation.next(thread(), this::cancel, () -> leaveBehind(escalation))
        : null;
  }

  private void leaveBehind(Escalation escalation) {
    escalation.replace(cancellation);
    owner.abandoned(this);
  }

  @Override
  public long untilDueNanos() {
    return acquiring == null
        ? Long.MAX_VALUE
        : Math.max(deadline.remainingNanos(), Escalation.STEP_NANOS);
  }

  @Override
  public @Nullable Runnable abort() {
    aborted = true;
    return this::cancel;
  }
}
