package dev.connections.internal.failover;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.lifecycle.Waiting;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Decides at planned times, on threads of the background. Thread-safe. */
final class DecisionLoop {

  private final Logger log;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final BooleanSupplier decide;
  private final Runnable decided;
  private final Duration busyPause;
  private final ReentrantLock planning = new ReentrantLock();
  private final Condition ended = planning.newCondition();

  /** Guarded by the lock of planning, as is {@code decisions}. */
  private @Nullable Long nextNanos;

  private long decisions;

  /**
   * The loop of one connection.
   *
   * @param decide decides; false if another thread is deciding
   * @param decided plans the next decision, after each
   * @param busyPause how long to wait while another thread is deciding
   */
  DecisionLoop(
      ConnectionParts parts, BooleanSupplier decide, Runnable decided, Duration busyPause) {
    this.log = parts.log();
    this.parts = parts;
    this.time = parts.time();
    this.decide = decide;
    this.decided = decided;
    this.busyPause = busyPause;
  }

  /** Decides after so much time, or earlier if that is planned already. */
  void plan(Duration delay) {
    planning.lock();
    try {
      long due = time.nanoTime() + Nanos.of(delay);
      Long planned = nextNanos;
      if (planned == null || planned - due > 0) {
        nextNanos = due;
        parts.later(delay, () -> run(due));
      }
    } finally {
      planning.unlock();
    }
  }

  /** Decides now, and waits for that until the deadline. */
  void await(Deadline deadline, BooleanSupplier canceled) throws InterruptedException {
    planning.lock();
    try {
      long before = decisions;
      plan(Duration.ZERO);
      Waiting.until(
          deadline,
          canceled,
          nanos -> {
            long unused = ended.awaitNanos(nanos);
            return decisions != before;
          });
    } finally {
      planning.unlock();
    }
  }

  private void run(long due) {
    planning.lock();
    try {
      Long planned = nextNanos;
      if (planned == null || planned != due) {
        return; // an earlier one has taken its place
      }
      nextNanos = null;
    } finally {
      planning.unlock();
    }
    try {
      if (!decide.getAsBoolean()) {
        plan(busyPause);
        return;
      }
    } catch (RuntimeException failure) {
      log.warn("Failover failed; retrying", parts.redactor().redact(failure));
    }
    planning.lock();
    try {
      decisions++;
      ended.signalAll();
    } finally {
      planning.unlock();
    }
    decided.run();
  }
}
