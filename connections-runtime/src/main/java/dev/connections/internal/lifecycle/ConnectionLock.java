package dev.connections.internal.lifecycle;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one connection's state: lifecycle, health, active endpoint and settings change while
 * it is held, and their events are numbered under it, so the events are in the order of the
 * changes. Reentrant. Never held during I/O, nor while waiting for another thread.
 */
public final class ConnectionLock {

  private final ReentrantLock lock = new ReentrantLock();

  /** To be followed by {@link #unlock}, whatever happens. */
  public void lock() {
    lock.lock();
  }

  public void unlock() {
    lock.unlock();
  }

  /** Makes a change, and gives what it results in. */
  public <T extends @Nullable Object> T compute(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  /** Makes a change. */
  public void run(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
