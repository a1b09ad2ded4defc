package dev.connections.internal.lifecycle;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done once, whoever asks for it: the first one has it done, all wait for its
 * result. Thread-safe.
 */
public final class Once<T> {

  private final AtomicReference<@Nullable FutureTask<T>> task = new AtomicReference<>();

  /** Whether it was asked for. */
  public boolean hasBegun() {
    return task.get() != null;
  }

  /** Has it done by the executor if it was not asked for yet, and waits for the result. */
  public T get(Callable<T> work, Executor executor) {
    FutureTask<T> mine = new FutureTask<>(work);
    FutureTask<T> earlier = task.compareAndExchange(null, mine);
    if (earlier != null) {
      return result(earlier);
    }
    executor.execute(mine);
    return result(mine);
  }

  /** Does it on this thread, if it was not asked for yet; waits for no one. */
  public void run(Callable<T> work) {
    FutureTask<T> mine = new FutureTask<>(work);
    if (task.compareAndSet(null, mine)) {
      mine.run();
    }
  }

  /** The result; goes on waiting through an interrupt, and leaves the flag set. */
  private static <T> T result(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException goesOn) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("What was to be done once failed", failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
