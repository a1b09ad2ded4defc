package dev.connections.internal.resilience;

import dev.connections.CloseReport;
import dev.connections.CloseReport.Ending;
import dev.connections.Deadline;
import dev.connections.LeaseHolder;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.lifecycle.Opener;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a connection is closed. Thread-safe. */
final class Drain {

  /** How long what was aborted may take to give back what it held. */
  private static final Duration AFTER_ABORT = Duration.ofSeconds(1);

  /** How long releasing the client may take, however little time draining has left. */
  private static final long RELEASE_NANOS = Duration.ofSeconds(2).toNanos();

  /** A wait that an interrupt may end. */
  @FunctionalInterface
  private interface Wait {
    boolean until(Deadline deadline) throws InterruptedException;
  }

  private final Logger log;
  private final String name;
  private final LifecycleMachine machine;
  private final Opener opener;
  private final LazyBulkhead bulkhead;
  private final Endpoint endpoint;
  private final TimeSource time;
  private final Redactor redactor;
  private final Watchdog watchdog;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<CloseReport.Entry> report = new CompletableFuture<>();

  Drain(
      String name,
      LifecycleMachine machine,
      Opener opener,
      LazyBulkhead bulkhead,
      Endpoint endpoint,
      TimeSource time,
      Redactor redactor,
      Watchdog watchdog) {
    this.log = LoggerFactory.getLogger("dev.connections." + name);
    this.name = name;
    this.machine = machine;
    this.opener = opener;
    this.bulkhead = bulkhead;
    this.endpoint = endpoint;
    this.time = time;
    this.redactor = redactor;
    this.watchdog = watchdog;
  }

  void begin() {
    if (machine.draining()) {
      Bulkhead permits = bulkhead.ifMade();
      if (permits != null) {
        permits.close();
      }
      opener.abandon();
    }
  }

  CloseReport.Entry close(Deadline deadline) {
    begin();
    if (closing.compareAndSet(false, true)) {
      boolean interrupted = Thread.interrupted();
      try {
        report.complete(drain(deadline));
      } catch (RuntimeException | Error bug) {
        report.completeExceptionally(bug); // nobody may wait for ever
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return report.join();
  }

  private CloseReport.Entry drain(Deadline deadline) {
    long begun = time.nanoTime();
    boolean openingEnded = waitFor(opener::awaitEnd, deadline);
    boolean wasOpened = opener.isHeld() || machine.current().generation() > 0;
    Bulkhead permits = bulkhead.ifMade();
    boolean drained = permits == null || waitFor(permits::awaitEmpty, deadline);
    List<LeaseHolder> aborted = permits == null || drained ? List.of() : abort(permits);
    @Nullable String problem = openingEnded ? release(deadline) : "Opening did not end in time";
    if (permits != null) {
      watchdog.forget(permits);
    }
    machine.closed(aborted.size());
    return new CloseReport.Entry(
        name,
        ending(problem, drained, wasOpened),
        Duration.ofNanos(time.nanoTime() - begun),
        aborted,
        problem);
  }

  private static Ending ending(@Nullable String problem, boolean drained, boolean wasOpened) {
    if (problem != null) {
      return Ending.FAILED;
    }
    if (!drained) {
      return Ending.ABORTED;
    }
    return wasOpened ? Ending.DRAINED : Ending.NEVER_OPENED;
  }

  /** An interrupt ends the wait as if the time were over, and is kept for the caller. */
  private static boolean waitFor(Wait wait, Deadline deadline) {
    try {
      return wait.until(deadline);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<LeaseHolder> abort(Bulkhead permits) {
    List<LeaseHolder> aborted = permits.holders();
    permits.forEach(
        holder -> {
          Runnable cancellation = holder.abort();
          if (cancellation != null) {
            watchdog.breakOff(cancellation);
          }
        });
    try {
      endpoint.abort();
    } catch (RuntimeException failure) {
      log.warn("Aborting what was under way failed", redactor.redact(failure));
    }
    // By the machine's clock: a virtual one would have to be moved by somebody while we wait.
    waitFor(permits::awaitEmpty, Deadline.after(AFTER_ABORT, TimeSource.system()));
    return aborted;
  }

  /**
   * Releases the client on another thread, because client libraries may hang; null if it went well.
   */
  private @Nullable String release(Deadline deadline) {
    FutureTask<@Nullable Void> release =
        new FutureTask<>(
            () -> {
              opener.close();
              return null;
            });
    try {
      watchdog.background().execute(release);
    } catch (RejectedExecutionException afterClose) {
      release.run();
    }
    boolean interrupted = Thread.interrupted(); // releasing is waited for in any case
    try {
      release.get(Math.max(deadline.remainingNanos(), RELEASE_NANOS), TimeUnit.NANOSECONDS);
      return null;
    } catch (TimeoutException hangs) {
      return "Releasing the client did not end in time";
    } catch (ExecutionException failure) {
      return redactor.redact("Releasing the client failed: " + failure.getCause());
    } catch (InterruptedException interrupt) {
      interrupted = true;
      return "Interrupted while releasing the client, which goes on";
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
