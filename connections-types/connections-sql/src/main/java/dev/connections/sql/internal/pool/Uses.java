package dev.connections.sql.internal.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts the calls that are inside a driver, so that the end of a loan knows of calls by other
 * threads, and no call begins after it. Thread-safe.
 */
final class Uses {

  /** Makes the count negative, whatever it is. */
  private static final int CLOSED = Integer.MIN_VALUE;

  private static final VarHandle INSIDE;

  static {
    try {
      INSIDE = MethodHandles.lookup().findVarHandle(Uses.class, "inside", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  @SuppressWarnings("FieldMayBeFinal") // changed through its handle
  private volatile int inside;

  /**
   * A call begins.
   *
   * @return false if none may begin any more; {@link #end()} must not follow then
   */
  boolean begin() {
    if ((int) INSIDE.getAndAdd(this, 1) >= 0) {
      return true;
    }
    end();
    return false;
  }

  void end() {
    int unused = (int) INSIDE.getAndAdd(this, -1);
  }

  /** Whether a call is inside. */
  boolean any() {
    return (inside & ~CLOSED) != 0;
  }

  /**
   * Lets no further call begin. To be called once.
   *
   * @return whether a call is still inside
   */
  boolean close() {
    return (int) INSIDE.getAndAdd(this, CLOSED) != 0;
  }
}
