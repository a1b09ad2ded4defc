package dev.connections.internal.lifecycle;

import dev.connections.Deadline;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits until something happens or a deadline passes. Looks at the deadline's clock every {@value
 * #SLICE_MILLIS} ms, because that may be a test's, which moves without waking anyone.
 */
public final class Waiting {

  private static final long SLICE_MILLIS = 50;

  /** The longest wait without a look at the deadline. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS);

  /** For a wait that no one cancels. */
  public static final BooleanSupplier NEVER = () -> false;

  /** One wait of at most so many nanoseconds; true if there is nothing left to wait for. */
  @FunctionalInterface
  public interface Step {
    boolean await(long nanos) throws InterruptedException;
  }

  private Waiting() {}

  /** False if the deadline passed first. */
  public static boolean until(Deadline deadline, Step step) throws InterruptedException {
    return until(deadline, NEVER, step);
  }

  /** False if the deadline passed first, or the wait was canceled. */
  public static boolean until(Deadline deadline, BooleanSupplier canceled, Step step)
      throws InterruptedException {
    while (true) {
      long left = deadline.remainingNanos();
      if (step.await(Math.min(left, SLICE_NANOS))) {
        return true;
      }
      if (left == 0 || canceled.getAsBoolean()) {
        return false;
      }
    }
  }

  /**
   * Waits until the deadline has passed, or until it is over before; whoever ends it unparks the
   * thread, else it is noticed within {@value #SLICE_MILLIS} ms.
   *
   * @param waitsFor is shown in thread dumps
   */
  public static void pause(Object waitsFor, Deadline deadline, BooleanSupplier over)
      throws InterruptedException {
    boolean unused =
        until(
            deadline,
            nanos -> {
              if (over.getAsBoolean()) {
                return true;
              }
              if (Thread.interrupted()) {
                throw new InterruptedException();
              }
              LockSupport.parkNanos(waitsFor, nanos);
              return false;
            });
  }

  /**
   * Waits, without the lock meanwhile, until something is true of which a condition tells; false if
   * the deadline passed first.
   */
  public static boolean until(
      Deadline deadline, Lock lock, Condition changed, BooleanSupplier isTrue)
      throws InterruptedException {
    lock.lock();
    try {
      return isTrue.getAsBoolean()
          || until(
              deadline,
              nanos -> {
                long unused = changed.awaitNanos(nanos);
                return isTrue.getAsBoolean();
              });
    } finally {
      lock.unlock();
    }
  }

  /** The result of a task; goes on waiting through an interrupt, and leaves the flag set. */
  public static <T> T forResult(Future<T> task) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException goesOn) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for a task to end, in whatever way; false if the deadline passed first. */
  public static boolean untilDone(Future<?> task, Deadline deadline) throws InterruptedException {
    return until(
        deadline,
        nanos -> {
          try {
            task.get(nanos, TimeUnit.NANOSECONDS);
          } catch (TimeoutException notYet) {
            return false;
          } catch (ExecutionException failed) {
            return true;
          }
          return true;
        });
  }
}
