package dev.connections.internal.lifecycle;

import java.util.Objects;
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
public final class DoneOnce<T> {

  private final AtomicReference<@Nullable FutureTask<T>> task = new AtomicReference<>();

  /** Whether it was asked for. */
  public boolean hasBegun() {
    return task.get() != null;
  }

  /** Has it done by the executor, if it was not asked for yet; waits for no one. */
  public void begin(Callable<T> work, Executor executor) {
    FutureTask<T> mine = new FutureTask<>(work);
    if (task.compareAndSet(null, mine)) {
      executor.execute(mine);
    }
  }

  /** Does it on this thread, if it was not asked for yet; waits for no one. */
  public void begin(Callable<T> work) {
    FutureTask<T> mine = new FutureTask<>(work);
    if (task.compareAndSet(null, mine)) {
      mine.run();
    }
  }

  /**
   * The result, once it was asked for; goes on waiting through an interrupt, and leaves the flag
   * set.
   */
  public T result() {
    try {
      return Waiting.forResult(Objects.requireNonNull(task.get()));
    } catch (ExecutionException failed) {
      throw new IllegalStateException("The task that runs once failed", failed.getCause());
    }
  }
}
