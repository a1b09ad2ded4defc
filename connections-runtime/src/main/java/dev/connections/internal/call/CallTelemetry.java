package dev.connections.internal.call;

import dev.connections.Operation;

/**
 * What hears of the calls of one connection as they happen. Implementations are thread-safe, never
 * throw and never block; where no one listens, {@link #NONE} costs nothing.
 */
public interface CallTelemetry {

  /** No one listens. */
  CallTelemetry NONE = operation -> CallTrace.NONE;

  /** A call begins, on the thread that makes it; an asynchronous one may go on on another. */
  CallTrace begins(Operation operation);
}
