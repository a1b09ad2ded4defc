package dev.connections.internal.connection;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * How a client is given up that no one gets any more: those who use it may finish, the rest is
 * aborted at the deadline, then it is closed. Used once.
 */
final class DrainingClose {

  /** How long what was aborted may take to give back what it held. */
  private static final Duration AFTER_ABORT = Duration.ofSeconds(1);

  /** So soon it is noticed that there is less time than was said. */
  private static final Duration SLICE = Duration.ofMillis(100);

  /** How long releasing the client may take, however little time draining has left. */
  private static final long RELEASE_NANOS = Duration.ofSeconds(2).toNanos();

  /** A wait that an interrupt may end. */
  @FunctionalInterface
  private interface Wait {
    boolean until(Deadline deadline) throws InterruptedException;
  }

  /**
   * How it ended.
   *
   * @param wasHeld whether there was anything to close
   * @param aborted whose use was aborted
   * @param problem what went wrong; null if nothing
   */
  record Ending(boolean wasHeld, List<LeaseHolder> aborted, @Nullable String problem) {}

  /**
   * How those who used it ended.
   *
   * @param openingEnded whether no one opens it any more
   * @param wasHeld whether there is anything to close
   * @param aborted whose use was aborted
   */
  record Drained(boolean openingEnded, boolean wasHeld, List<LeaseHolder> aborted) {}

  private final Logger log;
  private final ConnectionParts parts;
  private final Client<?> client;
  private volatile @Nullable Deadline hurried;

  DrainingClose(ConnectionParts parts, Client<?> client) {
    this.log = parts.log();
    this.parts = parts;
    this.client = client;
  }

  /** What is given up. */
  Client<?> client() {
    return client;
  }

  /** By when it is to be done, if that is sooner than was said before. */
  void hurry(Deadline sooner) {
    Deadline before = hurried;
    hurried = before == null ? sooner : before.sooner(sooner);
  }

  Ending release(Deadline patience) {
    return end(drain(patience), patience);
  }

  /** Waits for those who use it, and breaks the rest off at the deadline. */
  Drained drain(Deadline patience) {
    client.longUses().stop(); // what lives long takes nothing more, while the others finish
    boolean openingEnded = client.opener().isIdle() || waitFor(client.opener()::awaitEnd, patience);
    boolean held = client.opener().isHeld();
    List<Bulkhead> taken = new ArrayList<>();
    for (Bulkhead permits : client.bulkheads()) {
      if (permits.inFlight() > 0 && !waitFor(permits::awaitEmpty, patience)) {
        taken.add(permits);
      }
    }
    boolean allStopped =
        client.longUses().isEmpty() || waitFor(client.longUses()::awaitEmpty, patience);
    List<LeaseHolder> aborted = new ArrayList<>();
    if (!taken.isEmpty()) {
      aborted.addAll(abort(taken));
    }
    if (!allStopped) {
      aborted.addAll(client.longUses().abort());
      awaitAborted(client.longUses()::awaitEmpty);
    }
    return new Drained(openingEnded, held, List.copyOf(aborted));
  }

  /** Closes what no one uses any more. */
  Ending end(Drained drained, Deadline patience) {
    Deadline last = hurried;
    // What is held was opened, although the thread that opened it may not have said so yet.
    @Nullable String problem =
        drained.openingEnded() || client.opener().isHeld()
            ? close(last == null ? patience : patience.sooner(last))
            : "Timed out waiting for the opening to end";
    for (Bulkhead permits : client.bulkheads()) {
      parts.watchdog().forget(permits);
    }
    return new Ending(drained.wasHeld(), drained.aborted(), problem);
  }

  /** An interrupt ends the wait as if the time were over, and is kept for the caller. */
  private boolean waitFor(Wait wait, Deadline patience) {
    try {
      while (true) {
        Deadline last = hurried;
        Deadline now = last == null ? patience : patience.sooner(last);
        if (wait.until(now.remaining().compareTo(SLICE) < 0 ? now : slice())) {
          return true;
        }
        if (now.isExpired()) {
          return false;
        }
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** By the machine's clock, because a virtual one may stand still. */
  private static Deadline slice() {
    return Deadline.after(SLICE, TimeSource.system());
  }

  private List<LeaseHolder> abort(List<Bulkhead> taken) {
    List<LeaseHolder> aborted = new ArrayList<>();
    for (Bulkhead permits : taken) {
      aborted.addAll(permits.holders());
      permits.forEach(
          holder -> {
            Runnable cancellation = holder.abort();
            if (cancellation != null) {
              parts.watchdog().cancel(cancellation);
            }
          });
    }
    try {
      client.endpoint().abort();
    } catch (RuntimeException failure) {
      log.warn("Aborting the work in flight failed", parts.redactor().redact(failure));
    }
    taken.forEach(permits -> awaitAborted(permits::awaitEmpty));
    return aborted;
  }

  /** By the machine's clock: a virtual one may stand still. */
  private static void awaitAborted(Wait wait) {
    try {
      wait.until(Deadline.after(AFTER_ABORT, TimeSource.system()));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes it on another thread, because client libraries may hang; null if it went well. */
  private @Nullable String close(Deadline deadline) {
    FutureTask<@Nullable Void> release =
        new FutureTask<>(
            () -> {
              client.dedicated().close();
              client.opener().close();
              return null;
            });
    parts.watchdog().runInBackground(release);
    boolean interrupted = Thread.interrupted(); // releasing is waited for in any case
    try {
      release.get(Math.max(deadline.remainingNanos(), RELEASE_NANOS), TimeUnit.NANOSECONDS);
      return null;
    } catch (TimeoutException hangs) {
      return "Timed out releasing the client";
    } catch (ExecutionException failure) {
      return parts.redactor().redact("Releasing the client failed: " + failure.getCause());
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
