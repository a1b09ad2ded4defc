package dev.connections.testsupport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherInterceptor;

/**
 * Runs a whole suite on a virtual thread, where that is asked for, and fails it if any virtual
 * thread was pinned while it waited. JUnit finds it by its service file.
 */
public final class VirtualSuite implements LauncherInterceptor {

  private final @Nullable PinningWatch watch = TestThreads.areVirtual() ? new PinningWatch() : null;

  @Override
  public <T extends @Nullable Object> T intercept(Invocation<T> invocation) {
    return watch == null ? invocation.proceed() : onVirtualThread(invocation);
  }

  private static <T extends @Nullable Object> T onVirtualThread(Invocation<T> invocation) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        TestThreads.thread(
            "suite",
            () -> {
              try {
                result.complete(invocation.proceed());
              } catch (Throwable failure) {
                result.completeExceptionally(failure);
              }
            });
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    try {
      return result.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
