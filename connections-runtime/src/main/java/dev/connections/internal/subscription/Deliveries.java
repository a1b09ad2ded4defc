package dev.connections.internal.subscription;

import dev.connections.monitoring.SubscriptionSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived for one subscription, handled one after the other. It borrows a thread while
 * there is something to do, and never more than one. Thread-safe.
 */
final class Deliveries {

  /** Something that arrived through an opening. */
  private record Delivery(SubscriptionOpening<?> opening, Runnable handling) {}

  /**
   * How much has arrived.
   *
   * @param rejected how much was not taken
   * @param dropped how much was taken, and then dropped
   * @param pending how much is not handled yet
   */
  record Counts(long handled, long failed, long rejected, long dropped, int pending) {}

  private final int bound;
  private final Executor preferred;
  private final Executor background;
  private final Consumer<Throwable> failureListener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private @Nullable Thread handler;
  private boolean running;
  private long handled;
  private long failed;
  private long rejected;
  private long dropped;

  /**
   * Nothing has arrived yet.
   *
   * @param bound how many may wait
   * @param preferred whose threads are borrowed; the background's where it has none
   * @param failureListener gets what a handling throws
   */
  Deliveries(
      int bound, Executor preferred, Executor background, Consumer<Throwable> failureListener) {
    this.bound = bound;
    this.preferred = preferred;
    this.background = background;
    this.failureListener = failureListener;
  }

  /** Takes something; false if too many wait. */
  boolean offer(SubscriptionOpening<?> opening, Runnable handling) {
    lock.lock();
    try {
      if (waiting.size() >= bound) {
        return false;
      }
      waiting.add(new Delivery(opening, handling));
      if (running) {
        return true;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    begin();
    return true;
  }

  /** Something was not taken. */
  void rejected() {
    lock.lock();
    try {
      rejected++;
    } finally {
      lock.unlock();
    }
  }

  private void begin() {
    try {
      preferred.execute(this::handleAll);
    } catch (RejectedExecutionException busy) {
      try {
        background.execute(this::handleAll);
      } catch (RejectedExecutionException afterClose) {
        handleAll();
      }
    }
  }

  private void handleAll() {
    Delivery next = next();
    while (next != null) {
      Throwable failure = run(next.handling());
      ended(failure);
      if (failure != null) {
        failureListener.accept(failure);
      }
      next.opening().handled();
      next = next();
    }
  }

  private static @Nullable Throwable run(Runnable handling) {
    try {
      handling.run();
      return null;
    } catch (RuntimeException | Error failure) {
      return failure;
    }
  }

  private @Nullable Delivery next() {
    lock.lock();
    try {
      Delivery next = waiting.poll();
      running = next != null;
      handler = running ? Thread.currentThread() : null;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void ended(@Nullable Throwable failure) {
    lock.lock();
    try {
      handler = null;
      handled++;
      failed += failure == null ? 0 : 1;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what has arrived through an opening and is not being handled. */
  void drop(SubscriptionOpening<?> opening) {
    lock.lock();
    try {
      int before = waiting.size();
      waiting.removeIf(each -> each.opening() == opening);
      dropped += before - waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the calling thread is the one that handles. */
  boolean isHandling() {
    lock.lock();
    try {
      return handler == Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  Counts counts() {
    lock.lock();
    try {
      return new Counts(
          handled, failed, rejected, dropped, waiting.size() + (handler == null ? 0 : 1));
    } finally {
      lock.unlock();
    }
  }

  SubscriptionSnapshot snapshot(String name, SubscriptionMachine.Now now) {
    Counts counts = counts();
    return new SubscriptionSnapshot(
        name,
        now.state(),
        now.since(),
        now.endpoint(),
        now.openings(),
        counts.handled(),
        counts.failed(),
        counts.rejected(),
        counts.pending(),
        now.problem());
  }
}
