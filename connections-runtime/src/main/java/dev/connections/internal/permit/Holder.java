package dev.connections.internal.permit;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.internal.circuit.Circuit;
import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds, or waits for, a permit of a connection. The objects in the {@link Bulkhead} are these,
 * so that one write takes the permit, names its holder and shows it to the watchdog.
 */
public abstract class Holder {

  private static final byte TOLD = -1;

  private final Operation operation;
  private final Thread thread;
  private final @Nullable Holder outer;

  /** Written before the holder is put into the bulkhead, which publishes it. */
  private long sinceNanos;

  /** Where in the bulkhead it is; written and read under the same rule. */
  private int place = -1;

  private @Nullable Circuit circuit;
  private long ticket;
  private boolean waited;

  /** At so many beats of the watchdog it was overdue; written and read by its thread. */
  private byte overdueBeats;

  public Holder(Operation operation, @Nullable Holder outer, long sinceNanos) {
    this.operation = operation;
    this.outer = outer;
    this.sinceNanos = sinceNanos;
    this.thread = Thread.currentThread();
  }

  public final Operation operation() {
    return operation;
  }

  /** What the same thread was doing when this began; null if nothing. */
  public final @Nullable Holder outer() {
    return outer;
  }

  public final Thread thread() {
    return thread;
  }

  final void heldSince(long nanos) {
    sinceNanos = nanos;
  }

  public final int place() {
    return place;
  }

  final void placedAt(int index) {
    place = index;
  }

  /** Who it is and, if that is known already, where it was taken. */
  public final LeaseHolder describe(long nowNanos) {
    return describe(nowNanos, List.of());
  }

  /** As well what its thread does now, where only that tells: holds the thread up for a moment. */
  public final LeaseHolder describeInFull(long nowNanos) {
    boolean isCall = occupiesThread() && takenAt().isEmpty();
    return describe(
        nowNanos, isCall ? Frames.working(thread.getStackTrace(), kind(), depth()) : List.of());
  }

  /** How many calls of the same thread this one is inside of. */
  private int depth() {
    int depth = 0;
    for (Holder around = outer; around != null; around = around.outer) {
      depth++;
    }
    return depth;
  }

  /** The thread that wants this done, which may wait for it and do nothing else. */
  public Thread asker() {
    return thread;
  }

  private LeaseHolder describe(long nowNanos, List<StackTraceElement> nowAt) {
    return new LeaseHolder(
        operation.name(),
        Duration.ofNanos(Math.max(0, nowNanos - sinceNanos)),
        nameOfThread(),
        takenAt(),
        nowAt);
  }

  /** Virtual threads usually have no name. */
  private String nameOfThread() {
    String name = thread.getName();
    return name.isEmpty() ? "#" + thread.getId() : name;
  }

  /** Where it was taken, if it outlives a call; empty if not, as its thread's stack shows it. */
  public List<StackTraceElement> takenAt() {
    return List.of();
  }

  /** The package of the implementation of what it uses. */
  public String kind() {
    return "";
  }

  /** Whether a deadline of its own has not passed yet. */
  final boolean isInTime(long nowNanos) {
    Deadline own = inherited();
    return own != null && !own.isExpiredAt(nowNanos);
  }

  /** It is overdue at one more beat; whether it has been for long enough to be told. */
  final boolean isOverdueFor(int beats) {
    overdueBeats++;
    return overdueBeats > beats;
  }

  /** It was told that this is held for suspiciously long. */
  public final void suspected() {
    overdueBeats = TOLD;
  }

  final boolean isSuspected() {
    return overdueBeats == TOLD;
  }

  /** Whether its thread is busy with it until the permit comes back, and with nothing else. */
  public boolean occupiesThread() {
    return true;
  }

  /** Whether someone wants its thread to stop; the thread itself may not notice in native code. */
  public final boolean isInterrupted() {
    return occupiesThread() && thread.isInterrupted();
  }

  /** Which connection it belongs to; compared by identity. */
  public abstract Object connection();

  /** It took time to get the permit. */
  public final void waits() {
    waited = true;
  }

  public final boolean hasWaited() {
    return waited;
  }

  /** The circuit lets it through; it is told once how that ended. */
  public final void permitted(Circuit by, long circuitTicket) {
    circuit = by;
    ticket = circuitTicket;
  }

  public final boolean isPermitted() {
    return circuit != null;
  }

  /** The circuit's endpoint works. */
  public final void circuitSucceeded(long tookNanos) {
    Circuit told = circuit;
    if (told != null) {
      circuit = null;
      told.succeeded(ticket, tookNanos);
    }
  }

  /** The circuit's endpoint is at fault. */
  public final void circuitFailed(long tookNanos) {
    Circuit told = circuit;
    if (told != null) {
      circuit = null;
      told.failed(ticket, tookNanos);
    }
  }

  /** Nothing is known of the circuit's endpoint. */
  public final void circuitReleased() {
    Circuit told = circuit;
    if (told != null) {
      circuit = null;
      told.released(ticket);
    }
  }

  public final long sinceNanos() {
    return sinceNanos;
  }

  /**
   * Whether only a limit that someone has configured keeps it from waiting: libraries that use the
   * native client expect to wait in a pool for as long as it takes to acquire.
   */
  public boolean waitsWithoutDefaultLimit() {
    return false;
  }

  /** Whether no one wants it any more, so that there is nothing to wait for. */
  public boolean isCallCanceled() {
    return false;
  }

  /** The deadline that what is done inside inherits; null if it sets none. */
  public abstract @Nullable Deadline inherited();

  /** What cancels what is in flight, if its deadline has passed; null if there is nothing to do. */
  public abstract @Nullable Runnable expire(long nowNanos);

  /** How soon {@link #expire} has something to do, if nothing else happens. */
  public long untilDueNanos() {
    return Long.MAX_VALUE;
  }

  /** What cancels what is in flight because the connection is aborted; null if nothing. */
  public abstract @Nullable Runnable abort();
}
