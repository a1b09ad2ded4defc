package dev.connections.internal.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs something after a while. */
@FunctionalInterface
interface Later {

  /** Runs a task once the delay is over, or not at all if the threads have ended by then. */
  void run(Duration delay, Runnable task);

  /** On these threads; the JDK's own timer wakes them. */
  static Later on(Executor threads) {
    return (delay, task) ->
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, threads)
            .execute(task);
  }
}
