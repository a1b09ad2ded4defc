package dev.connections.provider;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that nobody announces. */
final class Await {

  private static final long LIMIT_NANOS = 10_000_000_000L;

  private Await() {}

  /** Returns when the condition holds; fails the test after ten seconds. */
  static void until(BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > LIMIT_NANOS) {
        throw new AssertionError("The condition does not hold after ten seconds");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
