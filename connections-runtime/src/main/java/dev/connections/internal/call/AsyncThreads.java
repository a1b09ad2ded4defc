package dev.connections.internal.call;

import dev.connections.internal.failover.Routing;
import dev.connections.internal.lifecycle.DaemonThreads;
import dev.connections.internal.permit.Bulkhead;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the asynchronous calls of one connection run: on the application's executor, else on
 * threads of the connection's own, made when they are first needed. Each connection has its own, so
 * that one that hangs takes no thread from the others. Thread-safe.
 */
public final class AsyncThreads {

  private final String name;
  private final Routing<?> routing;
  private final ReentrantLock making = new ReentrantLock();
  private @Nullable ExecutorService owned;
  private volatile @Nullable Executor made;

  /**
   * The threads of one connection.
   *
   * @param applications what the application wants its calls to run on; null for none
   * @param routing which endpoint says how many calls may run at once, and how many may wait
   */
  public AsyncThreads(String connection, @Nullable Executor applications, Routing<?> routing) {
    this.name = "connections-" + connection;
    this.routing = routing;
    this.made = applications;
  }

  Executor executor() {
    Executor known = made;
    return known == null ? make() : known;
  }

  private Executor make() {
    making.lock();
    try {
      Executor known = made;
      if (known == null) {
        ExecutorService virtual = virtualThreads();
        known = virtual == null ? pool() : named(virtual);
        made = known;
      }
      return known;
    } finally {
      making.unlock();
    }
  }

  /**
   * As many threads as calls may run at once, and a queue as long as the line before the bulkhead:
   * more would only wait there. Later changes of the bulkhead do not change it.
   */
  private Executor pool() {
    Bulkhead bulkhead = routing.active().client().bulkhead();
    ExecutorService pool = DaemonThreads.bounded(name, bulkhead.capacity(), bulkhead.maxWaiting());
    owned = pool;
    return pool;
  }

  /** Has more threads, for those that hang, or fewer; does nothing to those of the application. */
  void resize(int more) {
    making.lock();
    try {
      if (owned instanceof ThreadPoolExecutor pool) {
        int size = Math.max(1, pool.getMaximumPoolSize() + more);
        if (more > 0) {
          pool.setMaximumPoolSize(size);
        }
        pool.setCorePoolSize(size);
        pool.setMaximumPoolSize(size);
      }
    } finally {
      making.unlock();
    }
  }

  /** They have no names by themselves, and who holds a permit is known by its thread. */
  private Executor named(ExecutorService virtual) {
    owned = virtual;
    AtomicInteger count = new AtomicInteger();
    return task ->
        virtual.execute(
            () -> {
              Thread.currentThread().setName(name + "-" + count.incrementAndGet());
              task.run();
            });
  }

  /**
   * Virtual threads, from Java 21 on; null before. A method handle, because we compile for Java 17:
   * a multi-release jar would need a newer compiler for these few lines.
   */
  private static @Nullable ExecutorService virtualThreads() {
    try {
      MethodHandle maker =
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class));
      return (ExecutorService) maker.invokeExact();
    } catch (NoSuchMethodException | IllegalAccessException beforeJava21) {
      return null;
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError("It throws no checked exceptions", impossible);
    }
  }

  /** Ends what it has made itself, once the calls in flight are over; takes no more. */
  void close() {
    making.lock();
    try {
      if (owned != null) {
        owned.shutdown();
      }
    } finally {
      making.unlock();
    }
  }
}
