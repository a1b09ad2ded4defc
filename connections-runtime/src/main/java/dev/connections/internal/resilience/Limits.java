package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.spi.ConnectionSettings;
import dev.connections.spi.ConnectionSettings.OperationLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time limits of a connection's operations: their own, else the connection's. Immutable. */
record Limits(ConnectionSettings.Timeouts timeouts, TimeSource time) {

  /** For everything together; never more than what the call outside has left. */
  Deadline total(Operation operation, @Nullable Holder outer, long nowNanos) {
    return within(outer, totalOf(operation), nowNanos);
  }

  /**
   * For a first attempt that begins at once: the sooner of both limits. One object less than the
   * total limit and that of the attempt, for which the usual call has no need.
   */
  Deadline first(Operation operation, @Nullable Holder outer, long nowNanos) {
    Duration total = totalOf(operation);
    Duration attempt = attemptOf(operation);
    return within(outer, attempt.compareTo(total) < 0 ? attempt : total, nowNanos);
  }

  /** For one attempt. */
  Deadline attempt(Operation operation, Deadline total, long nowNanos) {
    return total.cappedAt(nowNanos, attemptOf(operation));
  }

  private Duration totalOf(Operation operation) {
    Duration own = operation.deadline();
    if (own != null) {
      return own;
    }
    OperationLimits ofClass = ofClass(operation);
    return ofClass == null ? timeouts.total() : ofClass.total();
  }

  private Duration attemptOf(Operation operation) {
    Duration own = operation.attemptTimeout();
    if (own != null) {
      return own;
    }
    OperationLimits ofClass = ofClass(operation);
    return ofClass == null ? timeouts.attempt() : ofClass.attempt();
  }

  private @Nullable OperationLimits ofClass(Operation operation) {
    String name = operation.timeouts();
    return name == null ? null : timeouts.classes().get(name);
  }

  /** For opening, where no operation asks for it. */
  Deadline connect(@Nullable Holder outer) {
    return within(outer, timeouts.connect(), time.nanoTime());
  }

  private Deadline within(@Nullable Holder outer, Duration length, long nowNanos) {
    Deadline inherited = outer == null ? null : CurrentWork.inherited(outer);
    return inherited == null
        ? Deadline.afterAt(nowNanos, length, time)
        : inherited.cappedAt(nowNanos, length);
  }
}
