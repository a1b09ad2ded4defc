package dev.connections.sql.internal.pool;

import dev.connections.spi.DaemonThreadFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Threads for calls into a driver that may never return: who needs the result waits as long as it
 * can afford, and leaves the thread behind. Threads end after a while without work. Thread-safe.
 */
public final class SpareThreads {

  private static final long KEEP_SECONDS = 10;

  private static final ThreadPoolExecutor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEEP_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          DaemonThreadFactory.named("connections-sql-spare"));

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private SpareThreads() {}

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, DaemonThreadFactory.named("connections-sql-timer"));
    timer.setKeepAliveTime(KEEP_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Runs something that may block, and does not wait for it. */
  public static Future<?> run(Runnable action) {
    return THREADS.submit(action);
  }

  /** The same after a while, unless it is canceled before. */
  public static Future<?> after(Duration delay, Runnable action) {
    return TIMER.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Runs something and waits for its result, but no longer than the limit.
   *
   * @throws TimeoutException if it took longer; its thread is interrupted, and left behind
   * @throws SQLException what it threw, or that the waiting thread was interrupted
   */
  public static <T> T within(Duration limit, Callable<T> call)
      throws SQLException, TimeoutException {
    return within(limit, call, nobodyWants -> {});
  }

  /**
   * The same for what has to be closed if no one waits for it any more.
   *
   * @param late gets a result that comes too late, on the thread that was left behind
   */
  public static <T> T within(Duration limit, Callable<T> call, Consumer<? super T> late)
      throws SQLException, TimeoutException {
    AtomicBoolean claimed = new AtomicBoolean();
    Future<T> result = THREADS.submit(new Claimed<>(call, claimed, late));
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLate) {
      leave(result, claimed, late);
      throw tooLate;
    } catch (InterruptedException interrupt) {
      leave(result, claimed, late);
      Thread.currentThread().interrupt();
      throw new SQLException(
          "The thread was interrupted while it waited for the driver", interrupt);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SQLException failure) {
        throw failure;
      }
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (failed.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new SQLException("The driver failed", failed.getCause());
    }
  }

  /** Gives its result to the first who claims it, be it the one who closes it. */
  private record Claimed<T>(Callable<T> work, AtomicBoolean claimed, Consumer<? super T> late)
      implements Callable<T> {

    @Override
    public T call() throws Exception {
      T value = work.call();
      if (claimed.getAndSet(true)) {
        late.accept(value);
      }
      return value;
    }
  }

  private static <T> void leave(Future<T> result, AtomicBoolean claimed, Consumer<? super T> late) {
    if (!claimed.getAndSet(true)) {
      result.cancel(true);
      return;
    }
    run( // it was there at the same moment
        () -> {
          try {
            late.accept(result.get());
          } catch (InterruptedException | ExecutionException nothingToClose) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
