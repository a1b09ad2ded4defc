package dev.connections.testsupport;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that nothing announces, by looking again and again. */
public final class Await {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  private Await() {}

  /** Returns when the condition holds; fails if it does not within twenty seconds. */
  public static void until(BooleanSupplier condition) {
    until("the condition", condition::getAsBoolean);
  }

  /**
   * Returns when the condition holds; fails with its name if it does not in twenty seconds, and at
   * once if it cannot be asked.
   */
  public static void until(String what, Callable<Boolean> condition) {
    boolean cameTrue;
    try {
      cameTrue = within(PATIENCE, condition);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new AssertionError("Cannot find out: " + what, failure);
    }
    if (!cameTrue) {
      throw new AssertionError("Waited for " + PATIENCE.toSeconds() + " s in vain for: " + what);
    }
  }

  /** Whether the condition came true in time. */
  public static boolean within(Duration atMost, Callable<Boolean> condition) throws Exception {
    long begun = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - begun > atMost.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  /** Lets real time pass: for what must not happen, and for servers that are slow on purpose. */
  public static void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
