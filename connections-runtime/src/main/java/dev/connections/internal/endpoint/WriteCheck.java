package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.internal.lifecycle.Waiting;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint takes writes: a server can be a standby, or be set to read-only, while it
 * answers everything else. Asks it after it refused a write, and again as long as it takes none.
 * Thread-safe.
 */
public final class WriteCheck {

  public static final String NO_WRITES = "it takes no writes";

  /** How often a server that takes no writes is asked again. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final ConnectionParts parts;
  private final PresentEndpoint endpoint;
  private final EndpointOwner owner;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FutureTask<Boolean> asked;
  private volatile Duration timeout;
  private volatile @Nullable String problem;

  /**
   * The check of one endpoint.
   *
   * @param timeout how long an answer may take
   * @param owner told when it began or ceased to take writes
   */
  WriteCheck(
      ConnectionParts parts, PresentEndpoint endpoint, Duration timeout, EndpointOwner owner) {
    this.parts = parts;
    this.endpoint = endpoint;
    this.timeout = timeout;
    this.owner = owner;
  }

  void follow(Duration next) {
    timeout = next;
  }

  /** Why no writes go there; null if there is no reason. */
  public @Nullable String problem() {
    return problem;
  }

  /** The endpoint has said whether it takes writes. */
  public void answered(boolean writable) {
    String now = writable ? null : NO_WRITES;
    boolean news;
    lock.lock();
    try {
      news = (problem == null) != (now == null);
      problem = now;
    } finally {
      lock.unlock();
    }
    if (news) {
      owner.endpointChanged();
      if (!writable) {
        askLater();
      }
    }
  }

  /**
   * Asks an endpoint that was just opened, before it is used. What goes wrong says nothing: the
   * first write will tell.
   */
  void opened(Endpoint fresh) {
    try {
      answered(fresh.isWritable(Deadline.after(timeout, parts.time())));
    } catch (Exception unknown) {
      answered(true);
    }
  }

  /** A write was refused: finds out in the background whether all are. */
  public void suspect() {
    if (problem == null) {
      ask();
    }
  }

  /**
   * Whether a write was refused because the endpoint takes none; waits for its answer.
   *
   * @param caller by when the caller must know
   */
  public boolean rejects(Deadline caller) {
    if (problem != null) {
      return true;
    }
    FutureTask<Boolean> answer = ask();
    try {
      return answer != null && Waiting.untilDone(answer, caller.capped(timeout)) && answer.get();
    } catch (ExecutionException failed) {
      return false;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One question at a time; its answer is whether writes are refused. */
  private @Nullable FutureTask<Boolean> ask() {
    lock.lock();
    try {
      FutureTask<Boolean> running = asked;
      if (running == null || running.isDone()) {
        running =
            new FutureTask<>(
                () -> {
                  Deadline deadline = Deadline.after(timeout, parts.time());
                  boolean writable = endpoint.client().endpoint().isWritable(deadline);
                  answered(writable);
                  return !writable;
                });
        parts.watchdog().background().execute(running);
        asked = running;
      }
      return running;
    } catch (RejectedExecutionException closed) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void askLater() {
    parts.later(
        parts.jittered(ASK_AGAIN),
        () -> {
          if (problem != null) {
            ask();
            askLater();
          }
        });
  }
}
