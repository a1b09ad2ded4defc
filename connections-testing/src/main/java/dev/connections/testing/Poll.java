package dev.connections.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what cannot be waited for in another way, by looking again and again. */
final class Poll {

  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private Poll() {}

  /** Returns once the condition holds; fails with the message if it does not in time. */
  static void until(Duration atMost, BooleanSupplier condition, Supplier<String> message) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > atMost.toNanos()) {
        throw new AssertionError(message.get() + " (waited for " + atMost.toMillis() + " ms)");
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError(message.get() + " (interrupted while waiting)");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
