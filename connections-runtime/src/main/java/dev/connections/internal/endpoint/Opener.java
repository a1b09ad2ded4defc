package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.lifecycle.Waiting;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a client: one thread at a time, all others wait for it. That thread is none of the
 * callers', so a caller with little time left, or one that is interrupted, spoils nothing for the
 * others. Thread-safe.
 *
 * <p>What was open before and got lost is first asked whether it works again, because pools and
 * HTTP clients recover by themselves. Only if it does not, and no one is using it, it is replaced.
 */
public final class Opener {

  /** How waiting for an open connection ended. */
  public enum Ending {
    /** The connection is open. */
    OPEN,
    /** Opening failed. */
    FAILED,
    /** The caller's time was over first. */
    TIMED_OUT,
    /** The connection is closed or closing. */
    CLOSED,
    /** Another client took the place of this one, or was to: look again which is to be opened. */
    RETIRED
  }

  /**
   * How waiting ended, and why.
   *
   * @param ending how
   * @param failure why opening failed, or has failed the last time, as it was thrown, secrets
   *     included; null if that is not known
   */
  public record Result(Ending ending, @Nullable Throwable failure) {
    static final Result OPEN = new Result(Ending.OPEN, null);
    static final Result TIMED_OUT = new Result(Ending.TIMED_OUT, null);
    static final Result CLOSED = new Result(Ending.CLOSED, null);
    static final Result RETIRED = new Result(Ending.RETIRED, null);
  }

  /** A caller whose time is over so shortly before that of opening has waited for it in full. */
  private static final long GRACE_NANOS = Duration.ofMillis(50).toNanos();

  private final LifecycleMachine machine;
  private final OpenClient client;
  private final TimeSource time;
  private final Executor background;
  private final Duration timeout;
  private final Bulkhead permits;
  private final EndpointSignals signals;
  private final ReentrantLock starting = new ReentrantLock();

  /** Guarded by the lock of starting, as is {@code retirement}. */
  private @Nullable Opening opening;

  private @Nullable CountDownLatch retirement;
  private volatile @Nullable Throwable lastFailure;

  /**
   * The opener of one client.
   *
   * @param permits who uses the client
   */
  Opener(
      ConnectionParts parts,
      LifecycleMachine machine,
      OpenClient client,
      Duration timeout,
      Bulkhead permits,
      EndpointSignals signals) {
    this.machine = machine;
    this.client = client;
    this.time = parts.time();
    this.background = parts.watchdog().background();
    this.timeout = timeout;
    this.permits = permits;
    this.signals = signals;
  }

  /** What the external system said of itself when it was last opened; null before that. */
  public @Nullable ServerMetadata server() {
    return client.server();
  }

  /** How long opening may take. */
  public Duration timeout() {
    return timeout;
  }

  /** Whether there is a client that must be closed. */
  public boolean isHeld() {
    return client.isHeld();
  }

  /** Opens the connection if it is not open, and waits until it is. */
  public Result open(Deadline caller) throws InterruptedException {
    return open(caller, Waiting.NEVER);
  }

  /**
   * As {@link #open(Deadline)}, for a caller who may change its mind.
   *
   * @param canceled whether the caller does not want it any more; ends its waiting, as if its time
   *     were over, and not the opening
   */
  public Result open(Deadline caller, BooleanSupplier canceled) throws InterruptedException {
    Opening joined = join();
    if (joined == null) {
      return withoutOpening(caller, canceled);
    }
    if (!joined.await(caller.sooner(joined.deadline()), canceled)) {
      if (joined.deadline().remainingNanos() <= GRACE_NANOS) {
        joined.interrupt();
      }
      return new Result(Ending.TIMED_OUT, lastFailure);
    }
    Throwable failure = joined.failure();
    if (joined.isAbandoned() && failure != null) {
      return machine.isClosing() ? Result.CLOSED : Result.RETIRED;
    }
    if (failure != null) {
      return new Result(Ending.FAILED, failure);
    }
    return machine.isClosing() ? Result.CLOSED : Result.OPEN;
  }

  /** There is nothing to open, or what is to be opened is not decided yet. */
  private Result withoutOpening(Deadline caller, BooleanSupplier canceled)
      throws InterruptedException {
    if (machine.isClosing()) {
      return Result.CLOSED;
    }
    CountDownLatch decision = retirement();
    if (decision == null) {
      return Result.OPEN;
    }
    return Opening.await(decision, caller, canceled) ? Result.RETIRED : Result.TIMED_OUT;
  }

  /** The opening in progress, or a new one; null if there is nothing to open. */
  private @Nullable Opening join() {
    starting.lock();
    try {
      if (machine.state() == LifecycleState.CONNECTING) {
        return opening;
      }
      if (retirement != null || !machine.connecting()) {
        return null;
      }
      Opening started = new Opening(Deadline.after(timeout, time));
      opening = started;
      start(started);
      return started;
    } finally {
      starting.unlock();
    }
  }

  private void start(Opening started) {
    try {
      background.execute(() -> run(started));
    } catch (RejectedExecutionException closed) {
      started.failed(closed);
      machine.notConnected("The provider is closed");
      started.end();
    }
  }

  private void run(Opening started) {
    started.begin();
    long begun = time.nanoTime();
    try {
      ServerMetadata metadata = openOrRecover(started.deadline());
      lastFailure = null;
      Duration took = Duration.ofNanos(time.nanoTime() - begun);
      if (machine.connected(metadata, took)) {
        signals.opened(took);
      } else {
        client.discard(); // closed meanwhile, so nothing else would
      }
    } catch (Throwable failure) {
      started.failed(failure);
      lastFailure = failure;
      String problem = client.describe(failure);
      if (machine.notConnected(problem)) {
        signals.notOpened(failure, problem);
      }
    } finally {
      started.end();
    }
  }

  private ServerMetadata openOrRecover(Deadline deadline) throws Exception {
    ServerMetadata known = client.server();
    if (client.isHeld() && known != null) {
      try {
        client.probe(deadline.capped(timeout.dividedBy(2)));
        return known;
      } catch (Exception stillLost) {
        if (permits.inFlight() > 0) {
          throw stillLost;
        }
        lastFailure = stillLost; // closing the old one may take longer than callers can wait
        client.discard();
      }
    }
    return client.open(deadline);
  }

  /**
   * Opens a client that is to take the place of another one, and waits for it; the state of the
   * connection does not change. Used once, instead of {@link #open}, before anything else knows it.
   *
   * @throws TimeoutException if the client library does not keep the deadline; what it opens later
   *     is closed
   * @throws Exception what the client library throws; nothing is left open then
   */
  public ServerMetadata openAside() throws Exception {
    ReplacementOpening aside = new ReplacementOpening(client, Deadline.after(timeout, time));
    starting.lock();
    try {
      opening = aside.opening();
    } finally {
      starting.unlock();
    }
    return aside.await(background);
  }

  /**
   * Begins no opening from now on; callers wait for {@link #superseded} or {@link #unretire}. False
   * if an opening is in progress: how it ends is to be waited for.
   */
  public boolean retire() {
    starting.lock();
    try {
      if (retirement == null) {
        retirement = new CountDownLatch(1);
      }
      return opening == null || opening.isOver();
    } finally {
      starting.unlock();
    }
  }

  /** Another client has taken its place: callers that wait look for that one. */
  public void superseded() {
    starting.lock();
    try {
      if (retirement == null) {
        retirement = new CountDownLatch(1);
      }
      retirement.countDown();
    } finally {
      starting.unlock();
    }
  }

  /** Opens again after all: nothing has taken its place. */
  public void unretire() {
    starting.lock();
    try {
      if (retirement != null) {
        retirement.countDown();
        retirement = null;
      }
    } finally {
      starting.unlock();
    }
  }

  private @Nullable CountDownLatch retirement() {
    starting.lock();
    try {
      return retirement;
    } finally {
      starting.unlock();
    }
  }

  /** Lets all callers go that wait for an opening, and asks it to give up. */
  public void abandon() {
    starting.lock();
    try {
      if (opening != null) {
        opening.abandon();
        opening.interrupt();
      }
      if (retirement != null) {
        retirement.countDown();
      }
    } finally {
      starting.unlock();
    }
  }

  /** Whether no opening is in progress. */
  public boolean isIdle() {
    starting.lock();
    try {
      return opening == null || opening.isOver();
    } finally {
      starting.unlock();
    }
  }

  /** Waits until no opening is in progress; false if the deadline passed first. */
  public boolean awaitEnd(Deadline deadline) throws InterruptedException {
    Opening last;
    starting.lock();
    try {
      last = opening;
    } finally {
      starting.unlock();
    }
    return last == null || last.awaitEnd(deadline);
  }

  /**
   * Releases the client, if there is one.
   *
   * @throws Exception what the client library throws
   */
  public void close() throws Exception {
    client.close();
  }
}
