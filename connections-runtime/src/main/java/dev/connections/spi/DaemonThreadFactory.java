package dev.connections.spi;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes all threads of the runtime and of the types: daemons with a name, which take nothing from
 * whoever happens to be the first to need them. They live on and serve others, so a user, a
 * transaction or a class loader that they inherited would be seen by the wrong work, and never be
 * released. Thread-safe.
 *
 * <p>Their context class loader is the one that has loaded this library. Without any, drivers and
 * loggers would find no services; the caller's may be that of an application that is long gone.
 */
public final class DaemonThreadFactory implements ThreadFactory {

  private final String name;
  private final boolean numbered;
  private final AtomicInteger count = new AtomicInteger();

  private DaemonThreadFactory(String name, boolean numbered) {
    this.name = name;
    this.numbered = numbered;
  }

  /** Threads that all have this name. */
  public static DaemonThreadFactory named(String name) {
    return new DaemonThreadFactory(name, false);
  }

  /** Threads that have this name, a hyphen and a number, from 1 on. */
  public static DaemonThreadFactory numbered(String name) {
    return new DaemonThreadFactory(name, true);
  }

  @Override
  public Thread newThread(Runnable task) {
    String full = numbered ? name + "-" + count.incrementAndGet() : name;
    Thread thread = new Thread(null, task, full, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(DaemonThreadFactory.class.getClassLoader());
    return thread;
  }
}
