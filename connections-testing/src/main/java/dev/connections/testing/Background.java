package dev.connections.testing;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Something that another thread does for a test.
 *
 * @param thread the other thread
 * @param result what comes of it
 */
record Background<T extends @Nullable Object>(Thread thread, CompletableFuture<T> result) {

  boolean isDone() {
    return result.isDone();
  }

  /** Whether the thread waits: for another thread, or for an answer from the network. */
  boolean isWaiting() {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING
        || state == Thread.State.TIMED_WAITING
        || Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("sun.nio.ch."));
  }

  /** What came of it; fails if that does not come in time, or it failed. */
  T value(Duration atMost) {
    try {
      return result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      throw new AssertionError("It was to succeed, but failed", failure.getCause());
    } catch (TimeoutException late) {
      throw stuck(atMost);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("Interrupted while waiting", interrupted);
    }
  }

  /** Why it failed; fails itself if that does not come in time, or it succeeded. */
  Throwable failure(Duration atMost) {
    try {
      T value = result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      throw new AssertionError("It was to fail, but gave " + value);
    } catch (ExecutionException failure) {
      return failure.getCause() == null ? failure : failure.getCause();
    } catch (TimeoutException late) {
      throw stuck(atMost);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("Interrupted while waiting", interrupted);
    }
  }

  private AssertionError stuck(Duration atMost) {
    AssertionError error =
        new AssertionError("It has not ended within " + atMost.toMillis() + " ms; it is here:");
    error.setStackTrace(thread.getStackTrace());
    return error;
  }
}
