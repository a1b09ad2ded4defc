package dev.connections.sql;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Does what is left to do when asking politely was in vain. */
final class LastResort {

  private LastResort() {}

  /**
   * Runs something after a while, on a thread of its own: it may block, and threads that are shared
   * may be busy with just what it is to end.
   */
  static void after(Duration delay, Runnable action) {
    CompletableFuture.delayedExecutor(
            delay.toMillis(), TimeUnit.MILLISECONDS, LastResort::onNewThread)
        .execute(action);
  }

  private static void onNewThread(Runnable action) {
    Thread thread = new Thread(action, "connections-sql-cut");
    thread.setDaemon(true);
    thread.start();
  }
}
