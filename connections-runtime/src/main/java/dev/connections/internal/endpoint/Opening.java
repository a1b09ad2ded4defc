package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.internal.lifecycle.Waiting;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One attempt to open a connection, by one thread, with any number of others waiting for it. */
final class Opening {

  private final Deadline deadline;
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ReentrantLock runnerLock = new ReentrantLock();
  private @Nullable Thread runner;
  private volatile @Nullable Throwable failure;
  private volatile boolean abandoned;

  Opening(Deadline deadline) {
    this.deadline = deadline;
  }

  /** By when opening must be done. */
  Deadline deadline() {
    return deadline;
  }

  /** Why it failed; null if it did not, or is not over. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** The calling thread is the one that opens. */
  void begin() {
    runnerLock.lock();
    try {
      runner = Thread.currentThread();
    } finally {
      runnerLock.unlock();
    }
  }

  /** Whether no one wanted it any more: how it failed after that says nothing of the server. */
  boolean isAbandoned() {
    return abandoned;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  void failed(Throwable cause) {
    failure = cause;
  }

  /** Opening is over, one way or the other. */
  void end() {
    runnerLock.lock();
    try {
      runner = null;
      Thread.interrupted(); // an interrupt meant for this opening is not for the thread's next task
    } finally {
      runnerLock.unlock();
    }
    over.countDown();
    released.countDown();
  }

  /** Lets all waiters go, although opening is not over, since no one wants it any more. */
  void abandon() {
    abandoned = true;
    released.countDown();
  }

  /** Asks a client library that ignores its deadline to give up. */
  void interrupt() {
    runnerLock.lock();
    try {
      if (runner != null) {
        runner.interrupt();
      }
    } finally {
      runnerLock.unlock();
    }
  }

  /** Waits for a result or a release; false if the waiter's deadline passed first. */
  boolean await(Deadline waiter, BooleanSupplier canceled) throws InterruptedException {
    return await(released, waiter, canceled);
  }

  /** Waits until the opening thread is done; false if the deadline passed first. */
  boolean awaitEnd(Deadline waiter) throws InterruptedException {
    return await(over, waiter, Waiting.NEVER);
  }

  static boolean await(CountDownLatch latch, Deadline waiter, BooleanSupplier canceled)
      throws InterruptedException {
    return Waiting.until(waiter, canceled, nanos -> latch.await(nanos, TimeUnit.NANOSECONDS));
  }
}
