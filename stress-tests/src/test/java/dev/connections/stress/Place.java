package dev.connections.stress;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.internal.permit.Holder;
import org.jspecify.annotations.Nullable;

/** Somebody who wants a permit, and nothing else. */
final class Place extends Holder {

  private static final Operation OPERATION = Operation.read("stress");
  private static final Object CONNECTION = new Object();

  Place() {
    super(OPERATION, null, 0);
  }

  @Override
  public Object connection() {
    return CONNECTION;
  }

  @Override
  public @Nullable Deadline inherited() {
    return null;
  }

  @Override
  public @Nullable Runnable expire(long nowNanos) {
    return null;
  }

  @Override
  public @Nullable Runnable abort() {
    return null;
  }
}
