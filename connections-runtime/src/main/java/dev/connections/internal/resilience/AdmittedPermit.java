package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.Phase;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Permit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A permit that outlives a call: no deadline once it is acquired, but the connection's abort. */
final class AdmittedPermit<E extends Endpoint> extends Use<E> implements Permit<E> {

  /** What the permit needs of its connection. */
  interface Owner<E extends Endpoint> {
    /** See {@link Permit#failed}. */
    RuntimeException failed(AdmittedPermit<E> permit, Exception failure, Phase phase);

    /** The permit comes back. */
    void closed(AdmittedPermit<E> permit, boolean failed);
  }

  private final Owner<E> owner;
  private final Deadline deadline;
  private final boolean lease;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicReference<@Nullable Runnable> onAbort = new AtomicReference<>();
  private volatile boolean handedOver;
  private volatile boolean aborted;
  private volatile boolean failed;

  /** A throwable, since it costs a quarter of what walking the stack does, until it is read. */
  private volatile @Nullable Throwable taken;

  AdmittedPermit(
      Owner<E> owner,
      ManagedEndpoint<E> at,
      Operation operation,
      @Nullable Holder outer,
      long nowNanos,
      Deadline deadline,
      boolean lease) {
    super(owner, at, operation, outer, nowNanos);
    this.owner = owner;
    this.deadline = deadline;
    this.lease = lease;
  }

  @Override
  boolean waitsWithoutDefaultLimit() {
    return !lease;
  }

  /** The thread that calls this has taken it for itself, and its caller is to be found again. */
  void takenHere() {
    taken = new Throwable();
  }

  @Override
  List<StackTraceElement> takenAt() {
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
  public void onAbort(Runnable abort) {
    onAbort.set(abort);
    if (aborted) {
      breakOff();
    }
  }

  private void breakOff() {
    Runnable taken = onAbort.getAndSet(null);
    if (taken != null && open.get()) {
      taken.run();
    }
  }

  boolean wasAborted() {
    return aborted;
  }

  @Override
  public RuntimeException failed(Exception failure, Phase phase) {
    failed = true;
    return owner.failed(this, failure, phase);
  }

  @Override
  public void writeRefused() {
    at().writes().suspect();
  }

  @Override
  public void close() {
    if (open.getAndSet(false)) {
      owner.closed(this, failed);
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
  @Nullable Deadline inherited() {
    return null;
  }

  @Override
  @Nullable Runnable expire(long nowNanos) {
    return null;
  }

  @Override
  @Nullable Runnable abort() {
    aborted = true;
    return this::breakOff;
  }
}
