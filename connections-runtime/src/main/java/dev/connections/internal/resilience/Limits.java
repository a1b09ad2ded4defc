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
    Duration own = operation.deadline();
    if (own == null) {
      OperationLimits ofClass = ofClass(operation);
      own = ofClass == null ? timeouts.total() : ofClass.total();
    }
    return within(outer, own, nowNanos);
  }

  /** For one attempt. */
  Deadline attempt(Operation operation, Deadline total, long nowNanos) {
    Duration own = operation.attemptTimeout();
    if (own == null) {
      OperationLimits ofClass = ofClass(operation);
      own = ofClass == null ? timeouts.attempt() : ofClass.attempt();
    }
    return total.cappedAt(nowNanos, own);
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
