package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Probes a connection: at most one probe at a time, on a thread of its own, so that one that hangs
 * holds up nobody beyond the health timeout. Thread-safe.
 */
final class ProbeRunner {

  /** Is told how probes end. */
  interface Observer {
    /** The external system answered. */
    void answered(long generation, Duration took);

    /** It did not; the problem is redacted. */
    void unanswered(long generation, String problem);
  }

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Supplier<? extends Endpoint> endpoint;
  private final TimeSource time;
  private final Redactor redactor;
  private final Executor background;
  private final Duration timeout;
  private final ReentrantLock starting = new ReentrantLock();
  private @Nullable Probe latest;

  ProbeRunner(
      Supplier<? extends Endpoint> endpoint,
      TimeSource time,
      Redactor redactor,
      Executor background,
      Duration timeout) {
    this.endpoint = endpoint;
    this.time = time;
    this.redactor = redactor;
    this.background = background;
    this.timeout = timeout;
  }

  /** The probe under way, or a new one. */
  Probe probe(long generation, Observer observer) {
    starting.lock();
    try {
      Probe running = latest;
      if (running != null && !running.isOver()) {
        return running;
      }
      Probe started = new Probe(generation, Deadline.after(timeout, time), observer);
      latest = started;
      try {
        background.execute(started);
      } catch (RejectedExecutionException closed) {
        started.over.countDown();
      }
      return started;
    } finally {
      starting.unlock();
    }
  }

  /** One probe. */
  final class Probe implements Runnable {
    private final long generation;
    private final Deadline deadline;
    private final Observer observer;
    private final CountDownLatch over = new CountDownLatch(1);

    private Probe(long generation, Deadline deadline, Observer observer) {
      this.generation = generation;
      this.deadline = deadline;
      this.observer = observer;
    }

    private boolean isOver() {
      return over.getCount() == 0;
    }

    @Override
    public void run() {
      long begun = time.nanoTime();
      try {
        endpoint.get().probe(deadline);
        observer.answered(generation, Duration.ofNanos(time.nanoTime() - begun));
      } catch (Throwable failure) {
        observer.unanswered(generation, "The probe failed: " + describe(failure));
      } finally {
        over.countDown();
      }
    }

    private String describe(Throwable failure) {
      String message = failure.getMessage();
      return redactor.redact(
          failure.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    }

    /** Waits for the end, or for the health timeout, which counts as no answer. */
    void await(Deadline caller) throws InterruptedException {
      while (true) {
        long remaining = Math.min(caller.remainingNanos(), deadline.remainingNanos());
        if (over.await(Math.min(remaining, SLICE_NANOS), TimeUnit.NANOSECONDS)) {
          return;
        }
        if (remaining == 0) {
          observer.unanswered(
              generation, "The probe had no answer within " + timeout.toMillis() + " ms");
          return;
        }
      }
    }
  }
}
