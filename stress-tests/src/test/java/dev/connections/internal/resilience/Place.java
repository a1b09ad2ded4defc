package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.Operation;
import org.jspecify.annotations.Nullable;

/** Somebody who wants a permit, and nothing else. */
final class Place extends Holder {

  private static final Operation OPERATION = Operation.read("stress");
  private static final Object CONNECTION = new Object();

  Place() {
    super(CONNECTION, OPERATION, null, 0);
  }

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
    return null;
  }
}
