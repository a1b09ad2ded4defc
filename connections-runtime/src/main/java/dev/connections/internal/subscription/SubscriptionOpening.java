package dev.connections.internal.subscription;

import dev.connections.Deadline;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.endpoint.Opener;
import dev.connections.internal.permit.LongUses;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.Lifecycle;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Closing;
import dev.connections.spi.Endpoint;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import dev.connections.spi.uses.SubscriptionSource;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a subscription on one client, from the first exchange until it is closed. All that
 * may block is done on threads of the background. Thread-safe.
 */
final class SubscriptionOpening<E extends Endpoint> implements SubscriptionScope, LongUses.LongUse {

  private final KeptSubscription<E> owner;
  private final SubscriptionSource<? super E> source;
  private final Deliveries deliveries;
  private final SubscriptionFailures failures;
  private final ConnectionParts parts;
  private final ManagedEndpoint<E> endpoint;
  private final Client<E> client;
  private final long begunNanos;
  private volatile long generation;
  private volatile @Nullable Throwable lostBy;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread opener;
  private volatile boolean opening = true;
  private @Nullable OpenSubscription opened;
  private boolean stopAsked;
  private boolean stopped;
  private boolean ended;
  private int pending;

  SubscriptionOpening(
      KeptSubscription<E> owner,
      SubscriptionSource<? super E> source,
      Deliveries deliveries,
      SubscriptionFailures failures,
      ConnectionParts parts,
      ManagedEndpoint<E> endpoint) {
    this.owner = owner;
    this.source = source;
    this.deliveries = deliveries;
    this.failures = failures;
    this.parts = parts;
    this.endpoint = endpoint;
    this.client = endpoint.client();
    this.begunNanos = parts.time().nanoTime();
  }

  ManagedEndpoint<E> endpoint() {
    return endpoint;
  }

  Client<E> client() {
    return client;
  }

  @Nullable Throwable lostBy() {
    return lostBy;
  }

  /** Begins to open; false if the client is being given up. */
  boolean begin() {
    if (!client.longUses().enter(this)) {
      return false;
    }
    try {
      parts.watchdog().background().execute(this::open);
    } catch (RejectedExecutionException afterClose) {
      client.longUses().leave(this);
      return false;
    }
    parts.later(endpoint.connectTimeout(), this::interruptOpening);
    return true;
  }

  private void open() {
    OpenSubscription made = null;
    Throwable failure = null;
    boolean reached = false;
    enterOpening();
    try {
      Deadline deadline = Deadline.after(endpoint.connectTimeout(), parts.time());
      reached = openEndpoint(deadline);
      if (reached) {
        generation = endpoint.machine().current().generation();
        made = source.open(client.endpoint(), this, deadline);
      }
    } catch (Throwable thrown) {
      failure = thrown;
    }
    openingEnded(made);
    if (made == null) {
      owner.notOpened(this, reached, failure);
      client.longUses().leave(this);
    } else {
      owner.opened(this);
    }
  }

  /** Whether it is open; what is known of why not, is known by its health. */
  private boolean openEndpoint(Deadline deadline) throws InterruptedException {
    return endpoint.machine().state() == LifecycleState.CONNECTED
        || client.opener().open(deadline).ending() == Opener.Ending.OPEN;
  }

  private void enterOpening() {
    lock.lock();
    try {
      opener = Thread.currentThread();
      if (stopAsked) {
        opener.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void openingEnded(@Nullable OpenSubscription made) {
    boolean late;
    boolean unwanted;
    lock.lock();
    try {
      opener = null;
      Thread.interrupted(); // meant for this opening, not for the thread's next task
      opened = made;
      late = ended;
      ended |= made == null;
      unwanted = stopAsked;
      opening = false;
    } finally {
      lock.unlock();
    }
    if (made != null && late) {
      Closing.quietly(made::close);
    } else if (made != null && unwanted) {
      stopNow(made, true);
    }
  }

  /** Also called with the lock. */
  private void interruptOpening() {
    lock.lock();
    try {
      if (opener != null) {
        opener.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Why another opening must replace it; null if it need not be replaced. */
  @Nullable String whyOver(ManagedEndpoint<E> active) {
    if (active != endpoint) {
      return "Endpoint " + active.name() + " is the active one now";
    }
    if (active.client() != client) {
      return "The client was replaced";
    }
    Throwable cause = lostBy;
    if (cause != null) {
      return failures.problem(client.endpoint(), cause);
    }
    Lifecycle now = endpoint.machine().current();
    boolean same = now.state() == LifecycleState.CONNECTED && now.generation() == generation;
    return opening || same ? null : "Connection lost";
  }

  @Override
  public boolean deliver(Runnable handling) {
    lock.lock();
    try {
      if (stopAsked || ended) {
        deliveries.rejected();
        return false;
      }
      pending++;
    } finally {
      lock.unlock();
    }
    if (!deliveries.offer(this, handling)) {
      deliveries.rejected();
      handled();
      return false;
    }
    return true;
  }

  void handled() {
    lock.lock();
    try {
      pending--;
    } finally {
      lock.unlock();
    }
    closeOnceIdle();
  }

  @Override
  public void lost(Throwable cause) {
    lock.lock();
    try {
      if (lostBy != null || stopAsked) {
        return;
      }
      lostBy = cause;
    } finally {
      lock.unlock();
    }
    owner.reconsider();
  }

  @Override
  public LeaseHolder describe() {
    return new LeaseHolder(
        "subscription " + owner.name(),
        Duration.ofNanos(Math.max(0, parts.time().nanoTime() - begunNanos)),
        "-");
  }

  @Override
  public void stop() {
    stop(true);
  }

  /**
   * Stops it.
   *
   * @param reachable whether the external system can still be reached
   */
  void stop(boolean reachable) {
    OpenSubscription stopping;
    lock.lock();
    try {
      if (stopAsked) {
        return;
      }
      stopAsked = true;
      interruptOpening();
      stopping = opened;
    } finally {
      lock.unlock();
    }
    if (stopping != null) {
      parts.watchdog().runInBackground(() -> stopNow(stopping, reachable));
    }
  }

  private void stopNow(OpenSubscription stopping, boolean reachable) {
    try {
      if (reachable) {
        stopping.stop(Deadline.after(endpoint.connectTimeout(), parts.time()));
      } else {
        stopping.abort();
      }
    } catch (Exception failure) {
      failures.log(
          "Stopping subscription '{}' failed; it is closed instead", owner.name(), failure);
    }
    lock.lock();
    try {
      stopped = true;
    } finally {
      lock.unlock();
    }
    closeOnceIdle();
  }

  private void closeOnceIdle() {
    lock.lock();
    try {
      if (!stopped || pending > 0 || ended) {
        return;
      }
      ended = true;
    } finally {
      lock.unlock();
    }
    parts.watchdog().runInBackground(this::closeNow);
  }

  private void closeNow() {
    OpenSubscription closing = opened;
    try {
      if (closing != null) {
        closing.close();
      }
    } catch (Exception failure) {
      failures.log("Closing subscription '{}' failed", owner.name(), failure);
    } finally {
      owner.ended(this);
      client.longUses().leave(this);
    }
  }

  @Override
  public void abort() {
    OpenSubscription aborting;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      stopAsked = true;
      ended = true;
      aborting = opened;
      interruptOpening();
    } finally {
      lock.unlock();
    }
    deliveries.drop(this);
    owner.aborted();
    parts
        .watchdog()
        .cancel(
            () -> {
              if (aborting != null) {
                aborting.abort();
              }
              closeNow();
            });
  }
}
