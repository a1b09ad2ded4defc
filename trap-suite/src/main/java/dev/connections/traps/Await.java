package dev.connections.traps;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions. */
final class Await {

  private Await() {}

  /** Whether the condition came true in time. */
  static boolean within(Duration atMost, Callable<Boolean> condition) throws Exception {
    long begun = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - begun > atMost.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    return true;
  }

  /** Lets real time pass: for what must not happen, and for servers that are slow on purpose. */
  static void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
