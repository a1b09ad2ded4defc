package dev.connections.internal.lifecycle;

import dev.connections.spi.DaemonThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a provider: daemons with a name, gone soon after they have nothing to do. */
public final class DaemonThreads {

  private static final long IDLE_SECONDS = 2;

  private DaemonThreads() {}

  /** As many threads as there are tasks at once; for tasks that are few by their nature. */
  public static ThreadPoolExecutor unbounded(String name) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        DaemonThreadFactory.numbered(name));
  }

  /** A fixed number of threads at most; so many tasks wait beyond that, the rest is rejected. */
  public static ThreadPoolExecutor bounded(String name, int threads, int waiting) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            waiting == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(waiting),
            DaemonThreadFactory.numbered(name));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
