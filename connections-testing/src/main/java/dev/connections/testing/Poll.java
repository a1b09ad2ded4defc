package dev.connections.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what cannot be waited for in another way, by looking again and again. */
final class Poll {

  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private static final int STABLE = 60;

  private Poll() {}

  /** As {@link #until}, but the condition must hold for a while without interruption. */
  static void untilStable(Duration atMost, BooleanSupplier condition, Supplier<String> message) {
    int[] inARow = {0};
    until(
        atMost,
        () -> {
          inARow[0] = condition.getAsBoolean() ? inARow[0] + 1 : 0;
          return inARow[0] >= STABLE;
        },
        message);
  }

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
