package dev.connections.outside;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what somebody else does. */
final class Waiting {

  private static final long PAUSE = Duration.ofMillis(10).toNanos();

  private Waiting() {}

  /** Whether the condition came to hold within ten seconds. */
  static boolean until(Callable<Boolean> condition) {
    return until(Duration.ofSeconds(10).toNanos(), condition);
  }

  /** Whether the condition came to hold in time. */
  static boolean until(long nanos, Callable<Boolean> condition) {
    long begun = System.nanoTime();
    while (!holds(condition)) {
      if (System.nanoTime() - begun > nanos || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE);
    }
    return true;
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
