package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.LeaseHolder;
import dev.connections.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who holds, or waits for, a permit of a connection. The objects in the {@link Bulkhead} are these,
 * so that one write takes the permit, names its holder and shows it to the watchdog.
 */
abstract class Holder {

  private final Operation operation;
  private final Thread thread;
  private final @Nullable Holder outer;

  /** Written before the holder is put into the bulkhead, which publishes it. */
  private long sinceNanos;

  /** Where in the bulkhead it is; written and read under the same rule. */
  private int place = -1;

  Holder(Operation operation, @Nullable Holder outer, long sinceNanos) {
    this.operation = operation;
    this.outer = outer;
    this.sinceNanos = sinceNanos;
    this.thread = Thread.currentThread();
  }

  public final Operation operation() {
    return operation;
  }

  /** What the same thread was doing when this began; null if nothing. */
  final @Nullable Holder outer() {
    return outer;
  }

  final int threadHash() {
    return thread.hashCode();
  }

  final void heldSince(long nanos) {
    sinceNanos = nanos;
  }

  final int place() {
    return place;
  }

  final void placedAt(int index) {
    place = index;
  }

  final LeaseHolder describe(long nowNanos) {
    return new LeaseHolder(
        operation.name(), Duration.ofNanos(Math.max(0, nowNanos - sinceNanos)), thread.getName());
  }

  /** Whether this is over, so that it says nothing any more of what its thread is doing. */
  abstract boolean isOver();

  /** The deadline that what is done inside inherits; null if it sets none. */
  abstract @Nullable Deadline inherited();

  /**
   * What breaks off what is under way, if its deadline has passed; null if there is nothing to do.
   */
  abstract @Nullable Runnable expire(long nowNanos);

  /** What breaks off what is under way because the connection is aborted; null if nothing. */
  abstract @Nullable Runnable abort();
}
