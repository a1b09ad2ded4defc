package dev.connections.internal.failover;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.endpoint.WriteCheck;
import dev.connections.internal.lifecycle.Waiting;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Whether an endpoint can take over: it is opened first, and asked whether it takes writes. */
final class TakeoverCheck {

  private final ConnectionParts parts;
  private final TimeSource time;
  private volatile Duration timeout;

  /**
   * The check of one connection.
   *
   * @param timeout how long an answer may take
   */
  TakeoverCheck(ConnectionParts parts, Duration timeout) {
    this.parts = parts;
    this.time = parts.time();
    this.timeout = timeout;
  }

  void follow(Duration next) {
    timeout = next;
  }

  /** Why an endpoint cannot take over; null if it can. */
  @Nullable String problem(ManagedEndpoint<?> candidate) {
    if (candidate.circuit().rejects(time.nanoTime())) {
      return candidate.circuit().describe();
    }
    try {
      candidate.open(Deadline.after(candidate.connectTimeout(), time));
      if (candidate.machine().state() != LifecycleState.CONNECTED || candidate.health().isDown()) {
        return candidate.whyUnusable(time.nanoTime());
      }
      return whyNotWritable(candidate);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** The same, but what is broken is not asked more often than is good for it. */
  @Nullable String problemNow(ManagedEndpoint<?> candidate) {
    boolean broken = candidate.machine().state() == LifecycleState.BROKEN;
    return broken && !candidate.supervisor().mayAttempt()
        ? candidate.whyUnusable(time.nanoTime())
        : problem(candidate);
  }

  /** Asks on another thread, because client libraries may hang, and others must be asked, too. */
  private @Nullable String whyNotWritable(ManagedEndpoint<?> candidate)
      throws InterruptedException {
    Endpoint endpoint = candidate.client().endpoint();
    Deadline deadline = Deadline.after(timeout, time);
    FutureTask<Boolean> asked = new FutureTask<>(() -> endpoint.isWritable(deadline));
    parts.watchdog().background().execute(asked);
    if (!Waiting.untilDone(asked, deadline)) {
      asked.cancel(true);
      return "it did not answer in time whether it takes writes";
    }
    try {
      boolean writable = asked.get();
      candidate.writes().answered(writable);
      return writable ? null : WriteCheck.NO_WRITES;
    } catch (ExecutionException failure) {
      return parts
          .redactor()
          .redact("it did not answer whether it takes writes: " + failure.getCause());
    }
  }
}
