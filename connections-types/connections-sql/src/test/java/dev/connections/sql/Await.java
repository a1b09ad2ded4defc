package dev.connections.sql;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what cannot be waited for in another way, by looking again and again. */
final class Await {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Await() {}

  /** Returns once the condition holds; fails if it does not within ten seconds. */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("Waited in vain for: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
