package dev.connections.pooling;

import dev.connections.spi.DaemonThreadFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;

/**
 * Closes what has been idle for too long and opens what must be ready, at once and then regularly.
 * It has a thread of its own: Commons Pool has one for all pools of the process, so that a server
 * that hangs would leave all others without. Thread-safe.
 */
final class Upkeep {

  private final GenericObjectPool<?> pool;
  private final ScheduledExecutorService executor;
  private volatile @Nullable Thread thread;

  Upkeep(GenericObjectPool<?> pool, String connection) {
    this.pool = pool;
    ThreadFactory threads = DaemonThreadFactory.named("connections-" + connection + "-upkeep");
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = threads.newThread(task);
              thread = made;
              return made;
            });
  }

  void begin(Duration pause) {
    executor.scheduleWithFixedDelay(this::once, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void once() {
    try {
      pool.evict();
      pool.preparePool();
    } catch (Exception | Error failure) {
      // The next run tries again; callers learn by themselves what is wrong.
    }
  }

  boolean isThisThread() {
    return Thread.currentThread() == thread;
  }

  /** Does not wait for what is being opened, which is interrupted. */
  void close() {
    executor.shutdownNow();
  }
}
