package dev.connections.sql.sqlite;

import dev.connections.testsupport.TestThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Threads of a test, which end with it. */
final class Aside implements AutoCloseable {

  /** Something that may throw. */
  interface Action {
    void run() throws Exception;
  }

  private final ExecutorService threads = TestThreads.pool();

  <T> T get(Callable<T> work) throws Exception {
    return threads.submit(work).get();
  }

  void start(Action action) {
    Future<?> unused =
        threads.submit(
            () -> {
              action.run();
              return true;
            });
  }

  /** Runs it so many times at once, and waits for all. */
  void all(int count, Action action) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      running.add(
          threads.submit(
              () -> {
                action.run();
                return true;
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
