package dev.connections.testsupport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which tests use Connections: platform threads, or virtual ones if the suite is run
 * with {@code -Dtests.threads=virtual}, on Java 21 or later. What plays an external system keeps
 * platform threads of its own.
 */
public final class TestThreads {

  private static final boolean VIRTUAL = "virtual".equals(System.getProperty("tests.threads"));
  private static final AtomicInteger POOLED = new AtomicInteger();

  private TestThreads() {}

  static boolean areVirtual() {
    return VIRTUAL;
  }

  /** As many threads as there are tasks at once; they are called {@code test-1} and so on. */
  public static ExecutorService pool() {
    return Executors.newCachedThreadPool(task -> thread("test-" + POOLED.incrementAndGet(), task));
  }

  /** A thread that has not been started. */
  public static Thread thread(String name, Runnable task) {
    return VIRTUAL ? virtual(name, task) : new Thread(task, name);
  }

  /** By method handles, because we compile for Java 17. */
  static Thread virtual(String name, Runnable task) {
    try {
      Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Object virtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder)).invoke();
      MethodType unstarted = MethodType.methodType(Thread.class, Runnable.class);
      Thread thread =
          (Thread) lookup.findVirtual(builder, "unstarted", unstarted).invoke(virtual, task);
      thread.setName(name);
      return thread;
    } catch (Throwable before21) {
      throw new IllegalStateException("-Dtests.threads=virtual needs Java 21 or later", before21);
    }
  }
}
