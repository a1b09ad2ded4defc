package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.ProblemText;
import dev.connections.internal.lifecycle.Waiting;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Probes an endpoint: at most one probe at a time, on a thread of its own, so that one that hangs
 * holds up no one. What has no answer within the health timeout has none, whether anyone waits for
 * it or not. Thread-safe.
 */
final class ProbeRunner {

  private final PresentEndpoint endpoint;
  private final ConnectionParts parts;
  private final EndpointSignals signals;
  private final TimeSource time;
  private final ReentrantLock starting = new ReentrantLock();
  private volatile Duration timeout;
  private @Nullable Probe latest;

  ProbeRunner(
      PresentEndpoint endpoint, ConnectionParts parts, Duration timeout, EndpointSignals signals) {
    this.signals = signals;
    this.endpoint = endpoint;
    this.parts = parts;
    this.time = parts.time();
    this.timeout = timeout;
  }

  /** Probes that begin from now on have so much time. */
  void follow(Duration next) {
    timeout = next;
  }

  /** The probe in progress, or a new one. */
  Probe probe(long generation) {
    starting.lock();
    try {
      Probe running = latest;
      if (running != null && !running.isDecided()) {
        return running;
      }
      Probe started = new Probe(generation, timeout);
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
    private final FutureTask<@Nullable Void> exchange = new FutureTask<>(this::ask, null);
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CountDownLatch reported = new CountDownLatch(1);

    private Probe(long generation, Duration timeout) {
      this.generation = generation;
      this.deadline = Deadline.after(timeout, time);
    }

    private void start() {
      try {
        // First, since its time counts from when it is planned: the exchange may take long to
        // begin.
        parts.later(deadline.length(), this::expire);
        parts.watchdog().background().execute(exchange);
      } catch (RejectedExecutionException closed) {
        decided.set(true);
        reported.countDown();
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
        endpoint.client().endpoint().probe(deadline);
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
          signals.probeAnswered(generation, took);
        } else {
          signals.probeFailed(generation, failure, problem);
        }
      } finally {
        reported.countDown();
      }
      return true;
    }

    /** Waits until it is decided; at the caller's deadline it is. */
    void await(Deadline caller) throws InterruptedException {
      if (!Waiting.until(
          caller.sooner(deadline), nanos -> reported.await(nanos, TimeUnit.NANOSECONDS))) {
        expire();
        reported.await();
      }
    }
  }
}
