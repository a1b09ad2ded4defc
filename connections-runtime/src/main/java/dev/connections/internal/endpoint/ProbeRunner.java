package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.ProblemText;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Probes an endpoint: at most one probe at a time, on a thread of its own, so that one that hangs
 * holds up nobody. What has no answer within the health timeout has none, whether anybody waits for
 * it or not. Thread-safe.
 */
final class ProbeRunner {

  /** Is told how probes end. */
  interface Observer {
    /** The external system answered. */
    void answered(long generation, Duration took);

    /** It did not, or not as it should; the problem is redacted. No failure: it took too long. */
    void unanswered(long generation, @Nullable Throwable failure, String problem);
  }

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Supplier<? extends Endpoint> endpoint;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final ReentrantLock starting = new ReentrantLock();
  private volatile Duration timeout;
  private @Nullable Probe latest;

  ProbeRunner(Supplier<? extends Endpoint> endpoint, ConnectionParts parts, Duration timeout) {
    this.endpoint = endpoint;
    this.parts = parts;
    this.time = parts.time();
    this.timeout = timeout;
  }

  /** Probes that begin from now on have so much time. */
  void follow(Duration next) {
    timeout = next;
  }

  /** The probe under way, or a new one. */
  Probe probe(long generation, Observer observer) {
    starting.lock();
    try {
      Probe running = latest;
      if (running != null && !running.isDecided()) {
        return running;
      }
      Probe started = new Probe(generation, timeout, observer);
      latest = started;
      started.start();
      return started;
    } finally {
      starting.unlock();
    }
  }

  /** One probe. */
  final class Probe {
    private final long generation;
    private final Deadline deadline;
    private final Observer observer;
    private final FutureTask<@Nullable Void> exchange = new FutureTask<>(this::ask, null);
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CountDownLatch told = new CountDownLatch(1);

    private Probe(long generation, Duration timeout, Observer observer) {
      this.generation = generation;
      this.deadline = Deadline.after(timeout, time);
      this.observer = observer;
    }

    private void start() {
      try {
        // First, since its time counts from when it is planned: the exchange may take long to
        // begin.
        parts.later(deadline.length(), this::expire);
        parts.watchdog().background().execute(exchange);
      } catch (RejectedExecutionException closed) {
        decided.set(true);
        told.countDown();
      }
    }

    /** Whether it was answered, or was not within its time. */
    boolean isDecided() {
      return decided.get();
    }

    private void ask() {
      long begun = time.nanoTime();
      Throwable failure = null;
      String problem = null;
      try {
        endpoint.get().probe(deadline);
      } catch (Throwable thrown) {
        failure = thrown;
        problem = "probe failed: " + describe(thrown);
      }
      decide(failure, problem, Duration.ofNanos(time.nanoTime() - begun));
    }

    private String describe(Throwable failure) {
      return parts.redactor().redact(ProblemText.of(failure));
    }

    private void expire() {
      Duration length = deadline.length();
      if (decide(null, "probe timed out: no answer within " + length.toMillis() + " ms", length)) {
        exchange.cancel(true); // a client library that ignores its deadline may heed an interrupt
      }
    }

    /** The first one to know counts; from now on another probe may begin. */
    private boolean decide(@Nullable Throwable failure, @Nullable String problem, Duration took) {
      if (!decided.compareAndSet(false, true)) {
        return false;
      }
      try {
        if (problem == null) {
          observer.answered(generation, took);
        } else {
          observer.unanswered(generation, failure, problem);
        }
      } finally {
        told.countDown();
      }
      return true;
    }

    /** Waits until it is decided; at the caller's deadline it is. */
    void await(Deadline caller) throws InterruptedException {
      while (true) {
        long remaining = Math.min(caller.remainingNanos(), deadline.remainingNanos());
        if (told.await(Math.min(remaining, SLICE_NANOS), TimeUnit.NANOSECONDS)) {
          return;
        }
        if (remaining == 0) {
          expire();
          told.await();
          return;
        }
      }
    }
  }
}
