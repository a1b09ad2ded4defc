package dev.connections.internal.dedicated;

import dev.connections.Deadline;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.monitoring.DedicatedSnapshot;
import dev.connections.spi.Closing;
import dev.connections.spi.uses.DedicatedPool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one pool, each for one user at a time. As many are in use as the bulkhead lets
 * in; those that came back wait here, the latest first. Thread-safe.
 */
public final class DedicatedResources {

  /**
   * One that came back.
   *
   * @param generation of the endpoint at which it was taken: what is older may be dead
   */
  private record Idle(Object resource, long generation) {}

  private final DedicatedPool<Object> pool;
  private final Bulkhead bulkhead;
  private final Executor background;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;
  private long discarded;

  @SuppressWarnings("unchecked") // the pool is given nothing but what it has opened
  DedicatedResources(DedicatedPool<?> pool, Bulkhead bulkhead, Executor background) {
    this.pool = (DedicatedPool<Object>) pool;
    this.bulkhead = bulkhead;
    this.background = background;
  }

  /** The permits for them. */
  public Bulkhead bulkhead() {
    return bulkhead;
  }

  /**
   * One that is idle, else a new one; for who has a permit.
   *
   * @param generation of the endpoint
   */
  public Object take(long generation, Deadline deadline) throws Exception {
    Idle next = poll();
    while (next != null) {
      if (next.generation() == generation && pool.isUsable(next.resource())) {
        return next.resource();
      }
      discard(next.resource());
      next = poll();
    }
    return pool.open(deadline);
  }

  private @Nullable Idle poll() {
    lock.lock();
    try {
      return idle.poll();
    } finally {
      lock.unlock();
    }
  }

  /** It can be lent again. */
  public void giveBack(Object resource, long generation) {
    lock.lock();
    try {
      if (!closed) {
        idle.push(new Idle(resource, generation));
        return;
      }
    } finally {
      lock.unlock();
    }
    release(resource);
  }

  /** It cannot be lent again. */
  public void discard(Object resource) {
    lock.lock();
    try {
      discarded++;
    } finally {
      lock.unlock();
    }
    release(resource);
  }

  /** On another thread: its user has nothing to wait for. */
  private void release(Object resource) {
    try {
      background.execute(() -> Closing.quietly(() -> pool.close(resource)));
    } catch (RejectedExecutionException afterClose) {
      Closing.quietly(() -> pool.close(resource));
    }
  }

  /** Aborts what runs on it. */
  public void abort(Object resource) {
    Closing.quietly(() -> pool.abort(resource));
  }

  /** Closes what is idle, and what comes back from now on. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    Idle next = poll();
    while (next != null) {
      Object resource = next.resource();
      Closing.quietly(() -> pool.close(resource));
      next = poll();
    }
  }

  DedicatedSnapshot snapshot() {
    lock.lock();
    try {
      return new DedicatedSnapshot(
          pool.name(),
          bulkhead.permits(),
          bulkhead.inFlight(),
          bulkhead.waiting(),
          idle.size(),
          discarded);
    } finally {
      lock.unlock();
    }
  }
}
