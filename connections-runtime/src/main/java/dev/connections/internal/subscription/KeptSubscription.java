package dev.connections.internal.subscription;

import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.lifecycle.Waiting;
import dev.connections.monitoring.SubscriptionSnapshot;
import dev.connections.monitoring.SubscriptionState;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.uses.SubscriptionSource;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that is kept open: looks, whenever something has changed, whether it is open where
 * it should be, and if not, opens it there. Looking never blocks and needs no thread of its own.
 * Thread-safe.
 */
final class KeptSubscription<E extends Endpoint> implements ManagedSubscription {

  private static final Duration AFTER_ABORT = Duration.ofSeconds(1);

  private final String name;
  private final SubscriptionSource<? super E> source;
  private final Subscriptions<E> all;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final SubscriptionMachine machine;
  private final Deliveries deliveries;
  private final HandlerFailures handlerFailures;
  private final Reopening<E> reopening;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean aborted;
  private volatile boolean refused; // at the latest attempt, though the endpoint was open
  private volatile @Nullable RuntimeException failure;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The one that should be open, and all that have not ended. */
  private @Nullable SubscriptionOpening<E> current;

  private final Set<SubscriptionOpening<E>> openings = new LinkedHashSet<>();
  private @Nullable Long plannedNanos;

  KeptSubscription(
      String name,
      SubscriptionSource<? super E> source,
      Subscriptions<E> all,
      ConnectionParts parts,
      Executor handlers) {
    this.name = name;
    this.source = source;
    this.all = all;
    this.parts = parts;
    this.time = parts.time();
    this.machine = new SubscriptionMachine(name, parts.lock(), parts.journal(), time.now());
    this.handlerFailures = new HandlerFailures(name, parts);
    this.reopening = new Reopening<>(parts, all::backoff);
    this.deliveries =
        new Deliveries(
            source.buffer(), handlers, parts.watchdog().background(), this::handlerFailed);
  }

  /** Something changed: looks soon, on a thread of the background. Never blocks. */
  void reconsider() {
    if (looking.compareAndSet(false, true)) {
      try {
        parts
            .watchdog()
            .background()
            .execute(
                () -> {
                  looking.set(false);
                  look();
                });
      } catch (RejectedExecutionException afterClose) {
        looking.set(false);
      }
    }
  }

  private void look() {
    lock.lock();
    try {
      if (!machine.isWanted()) {
        openings.forEach(SubscriptionOpening::stop);
        endIfNothingIsLeft();
        return;
      }
      ManagedEndpoint<E> active = all.active();
      SubscriptionOpening<E> opening = current;
      if (opening != null) {
        String over = opening.whyOver(active);
        if (over == null) {
          return;
        }
        leave(opening, over);
      }
      Duration wait = reopening.untilMayOpen(active);
      if (wait.isZero()) {
        open(active);
      } else {
        plan(wait);
      }
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  private void leave(SubscriptionOpening<E> opening, String why) {
    current = null;
    boolean reachable = opening.client() != all.active().client();
    Throwable cause = opening.lostBy();
    if (!reachable) {
      reopening.lost(opening.client(), cause == null ? null : retryAfter(opening, cause));
    }
    if (cause != null) {
      all.failures().suspect(opening, cause);
    }
    if (reachable && cause == null) {
      machine.moves(why, time.now());
    } else {
      machine.lost(why, time.now());
    }
    opening.stop(reachable);
  }

  private @Nullable Duration retryAfter(SubscriptionOpening<E> opening, Throwable cause) {
    return all.failures().retryAfter(opening.client().endpoint(), cause);
  }

  private void open(ManagedEndpoint<E> active) {
    SubscriptionOpening<E> next =
        new SubscriptionOpening<>(this, source, deliveries, all.failures(), parts, active);
    current = next;
    openings.add(next);
    if (!next.begin()) { // its client has just been replaced, or the connection is being closed
      current = null;
      openings.remove(next);
      plan(Reopening.LOOK_AGAIN);
    }
  }

  /** Looks after so much time, or earlier if that is planned already. */
  private void plan(Duration delay) {
    long due = time.nanoTime() + Nanos.of(delay);
    Long planned = plannedNanos;
    if (planned == null || planned - due > 0) {
      plannedNanos = due;
      parts.later(delay, () -> lookAsPlanned(due));
    }
  }

  private void lookAsPlanned(long due) {
    lock.lock();
    try {
      Long planned = plannedNanos;
      if (planned != null && planned == due) {
        plannedNanos = null;
      }
    } finally {
      lock.unlock();
    }
    look();
  }

  /** It is open. */
  void opened(SubscriptionOpening<E> opening) {
    lock.lock();
    try {
      if (current == opening && machine.opened(opening.endpoint().name(), time.now())) {
        reopening.active();
        refused = false;
      }
    } finally {
      lock.unlock();
    }
    all.changed();
    look(); // much may have changed meanwhile
  }

  /**
   * It could not be opened, and has ended.
   *
   * @param reached whether the endpoint was open; if not, its own supervisor looks after that
   */
  void notOpened(SubscriptionOpening<E> opening, boolean reached, @Nullable Throwable thrown) {
    lock.lock();
    try {
      openings.remove(opening);
      if (current == opening) {
        current = null;
        refused = reached && thrown != null;
        if (reached && thrown != null) {
          all.failures().suspect(opening, thrown);
          TranslatedFailure why = all.failures().notOpened(thrown, opening, name);
          reopening.failed(opening.client(), why, retryAfter(opening, thrown));
          if (why.kind() == Kind.PERMANENT && machine.now().openings() == 0) {
            failure = why.make(Conclusion.NONE);
            machine.failed(why.problem(), time.now());
            all.ended(this);
          } else {
            machine.notOpened(why.problem());
          }
        } else {
          reopening.failed(opening.client(), null, null);
          machine.notOpened(opening.endpoint().whyUnusable(time.nanoTime()));
        }
      }
    } finally {
      lock.unlock();
    }
    all.changed();
    look();
  }

  /** An opening has ended that was open. */
  void ended(SubscriptionOpening<E> opening) {
    lock.lock();
    try {
      openings.remove(opening);
      if (!machine.isWanted()) {
        endIfNothingIsLeft();
      }
    } finally {
      lock.unlock();
    }
  }

  private void endIfNothingIsLeft() {
    if (openings.isEmpty() && machine.closed(time.now())) {
      all.ended(this);
    }
    changed.signalAll();
  }

  /** Why it is not open, although its endpoint is; null if it is, or is not wanted. */
  @Nullable String problem() {
    SubscriptionMachine.Now now = machine.now();
    return refused && machine.isWanted()
        ? "subscription '" + name + "' is not active: " + now.problem()
        : null;
  }

  void aborted() {
    aborted = true;
  }

  private void handlerFailed(Throwable thrown) {
    handlerFailures.failed(thrown, deliveries.counts().failed());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SubscriptionState state() {
    return machine.state();
  }

  @Override
  public SubscriptionSnapshot snapshot() {
    return deliveries.snapshot(name, machine.now());
  }

  @Override
  public void awaitActive(Duration patience) {
    Deadline deadline = Deadline.after(patience, time);
    try {
      await(deadline, () -> state() == SubscriptionState.ACTIVE || !machine.isWanted());
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new ConnectionInterruptedException(
          all.failures().diagnosis(name, "Interrupted while waiting for the subscription"),
          interrupt);
    }
    SubscriptionMachine.Now now = machine.now();
    if (now.state() == SubscriptionState.ACTIVE) {
      return;
    }
    RuntimeException known = failure;
    if (known != null) {
      throw known;
    }
    throw all.failures().notActive(name, now, patience);
  }

  private boolean await(Deadline deadline, BooleanSupplier condition) throws InterruptedException {
    return Waiting.until(deadline, lock, changed, condition);
  }

  /** Nothing is taken any more, and it is not opened any more. Never blocks. */
  void stop() {
    machine.stopping(time.now());
    look();
  }

  @Override
  public boolean close(Duration patience) {
    stop();
    if (deliveries.isHandling()) {
      return false;
    }
    try {
      if (!await(Deadline.after(patience, time), () -> state().isFinal())) {
        abortAll();
        // By the machine's clock: a virtual one may stand still.
        await(Deadline.after(AFTER_ABORT, TimeSource.system()), () -> state().isFinal());
      }
    } catch (InterruptedException interrupt) {
      abortAll();
      Thread.currentThread().interrupt();
    }
    return !aborted;
  }

  private void abortAll() {
    List<SubscriptionOpening<E>> rest;
    lock.lock();
    try {
      rest = List.copyOf(openings);
    } finally {
      lock.unlock();
    }
    rest.forEach(SubscriptionOpening::abort);
  }

  @Override
  public void close() {
    close(all.drainTimeout());
  }
}
