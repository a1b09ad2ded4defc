package dev.connections.internal.subscription;

import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.SubscriptionSnapshot;
import dev.connections.monitoring.SubscriptionState;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.SubscriptionSource;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription that is kept open: looks, whenever something has changed, whether it is open where
 * it should be, and if not, opens it there. Looking never blocks and needs no thread of its own.
 * Thread-safe.
 */
final class KeptSubscription<E extends Endpoint> implements ManagedSubscription {

  /** Changes are signaled; this is for those that are not. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** After so much time in use, the next pause is short again. */
  private static final Duration STEADY = Duration.ofSeconds(10);

  /** Servers lock accounts that ask too often for what they may not. */
  private static final Duration AFTER_REFUSED_CREDENTIALS = Duration.ofSeconds(30);

  private static final Duration AFTER_ABORT = Duration.ofSeconds(1);
  private static final Duration BETWEEN_HANDLER_EVENTS = Duration.ofMinutes(1);
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Logger log;
  private final String name;
  private final SubscriptionSource<? super E> source;
  private final Subscriptions<E> all;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final SubscriptionMachine machine;
  private final Deliveries deliveries;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean aborted;
  private volatile @Nullable RuntimeException failure;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The one that should be open, and all that have not ended. */
  private @Nullable SubscriptionOpening<E> current;

  private final Set<SubscriptionOpening<E>> openings = new LinkedHashSet<>();
  private int failures;
  private long failedNanos;
  private Duration pause = Duration.ZERO;
  private @Nullable Client<E> failedOn;
  private long activeNanos;
  private @Nullable Long plannedNanos;
  private @Nullable Long handlerEventNanos;

  KeptSubscription(
      String name,
      SubscriptionSource<? super E> source,
      Subscriptions<E> all,
      ConnectionParts parts,
      Executor handlers) {
    this.log = LoggerFactory.getLogger("dev.connections." + parts.connection());
    this.name = name;
    this.source = source;
    this.all = all;
    this.parts = parts;
    this.time = parts.time();
    this.machine = new SubscriptionMachine(name, parts.journal(), time.now());
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
      Duration wait = untilMayOpen(active);
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
    if (!reachable) {
      boolean steady = time.nanoTime() - activeNanos >= STEADY.toNanos();
      failed(opening.client(), steady ? 1 : failures + 1, all.backoff(steady ? 1 : failures + 1));
    }
    Throwable cause = opening.lostBy();
    if (cause != null) {
      suspect(opening, cause);
    }
    machine.lost(why, time.now());
    opening.stop(reachable);
  }

  private void open(ManagedEndpoint<E> active) {
    SubscriptionOpening<E> next =
        new SubscriptionOpening<>(this, source, deliveries, parts, active);
    current = next;
    openings.add(next);
    if (!next.begin()) { // its client has just been replaced, or the connection is being closed
      current = null;
      openings.remove(next);
      plan(LOOK_AGAIN);
    }
  }

  /** How long to wait before it is opened; what is waited for usually tells earlier. */
  private Duration untilMayOpen(ManagedEndpoint<E> active) {
    long now = time.nanoTime();
    LifecycleState state = active.machine().state();
    if (state != LifecycleState.CONNECTED && state != LifecycleState.DISCONNECTED) {
      return parts.jittered(LOOK_AGAIN);
    }
    if (active.circuit().refuses(now)) {
      Duration closed = active.circuit().retryAfter(now);
      return closed.isZero() ? parts.jittered(LOOK_AGAIN) : closed;
    }
    if (failures == 0 || failedOn != active.client()) {
      return Duration.ZERO; // another client may have other credentials
    }
    Duration left = pause.minusNanos(now - failedNanos);
    return left.isNegative() ? Duration.ZERO : left;
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
        activeNanos = time.nanoTime();
      }
    } finally {
      lock.unlock();
    }
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
        int times = failures + 1;
        if (reached && thrown != null) {
          suspect(opening, thrown);
          TranslatedFailure why = all.translate(thrown, opening, Operation.read(name));
          failed(opening.client(), times, pauseAfter(why, times));
          if (why.kind() == Kind.PERMANENT && machine.now().openings() == 0) {
            failure = why.make(Conclusion.NONE);
            machine.failed(why.problem(), time.now());
            all.ended(this);
          } else {
            machine.notOpened(why.problem());
          }
        } else {
          failed(opening.client(), times, all.backoff(times));
          machine.notOpened(opening.endpoint().whyUnusable(time.nanoTime()));
        }
      }
    } finally {
      lock.unlock();
    }
    look();
  }

  private Duration pauseAfter(TranslatedFailure why, int times) {
    return why.kind() == Kind.AUTHENTICATION
        ? AFTER_REFUSED_CREDENTIALS.plus(parts.jittered(LOOK_AGAIN))
        : all.backoff(times);
  }

  private void failed(Client<E> client, int times, Duration nextPause) {
    failures = times;
    failedOn = client;
    failedNanos = time.nanoTime();
    pause = nextPause;
  }

  /** Health finds out what the failure means for all other uses. */
  private void suspect(SubscriptionOpening<E> opening, Throwable cause) {
    FailureClassification meaning =
        opening.client().endpoint().failures().classify(cause, Phase.RECEIVE);
    if (meaning != null && (meaning.endpointFault() || meaning.connectionLost())) {
      opening.endpoint().health().suspect(parts.redactor().redact(meaning.problem()));
    }
  }

  /** What was wrong, in one sentence without secrets. */
  String problem(Endpoint endpoint, Throwable cause) {
    FailureClassification meaning = endpoint.failures().classify(cause, Phase.RECEIVE);
    return parts.redactor().redact(meaning == null ? String.valueOf(cause) : meaning.problem());
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

  void aborted() {
    aborted = true;
  }

  void tell(String what, Exception problem) {
    log.warn(what, name, parts.redactor().redact(problem));
  }

  private void handlerFailed(Throwable thrown) {
    long now = time.nanoTime();
    lock.lock();
    try {
      Long before = handlerEventNanos;
      if (before != null && now - before < BETWEEN_HANDLER_EVENTS.toNanos()) {
        return;
      }
      handlerEventNanos = now;
    } finally {
      lock.unlock();
    }
    long soFar = deliveries.counts().failed();
    String problem = parts.redactor().redact(String.valueOf(thrown));
    log.debug("Handler of subscription '{}' failed", name, parts.redactor().redact(thrown));
    parts
        .journal()
        .append(
            (connection, sequence, at) ->
                new ConnectionEvent.SubscriptionHandlerFailed(
                    connection, sequence, at, name, soFar, problem));
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
    SubscriptionMachine.Now now = machine.now();
    Deliveries.Counts counts = deliveries.counts();
    return new SubscriptionSnapshot(
        name,
        now.state(),
        now.since(),
        now.endpoint(),
        now.openings(),
        counts.handled(),
        counts.failed(),
        counts.rejected(),
        counts.pending(),
        now.problem());
  }

  @Override
  public void awaitActive(Duration patience) {
    Deadline deadline = Deadline.after(patience, time);
    try {
      await(deadline, () -> state() == SubscriptionState.ACTIVE || !machine.isWanted());
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new ConnectionInterruptedException(
          diagnosis("The thread was interrupted while it waited for the subscription"), interrupt);
    }
    SubscriptionMachine.Now now = machine.now();
    if (now.state() == SubscriptionState.ACTIVE) {
      return;
    }
    RuntimeException known = failure;
    if (known != null) {
      throw known;
    }
    if (!machine.isWanted()) {
      throw new ConnectionClosedException(diagnosis("The subscription was closed"), null);
    }
    String problem = now.problem() == null ? "" : ": " + now.problem();
    throw new TransientConnectionException(
        diagnosis(
            "The subscription was not active within " + patience.toMillis() + " ms" + problem),
        null);
  }

  private Diagnosis diagnosis(String problem) {
    return Diagnosis.of(parts.connection(), problem).operation(name).build();
  }

  private boolean await(Deadline deadline, BooleanSupplier condition) throws InterruptedException {
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        long left = deadline.remainingNanos();
        if (left == 0) {
          return false;
        }
        changed.awaitNanos(Math.min(left, SLICE_NANOS));
      }
      return true;
    } finally {
      lock.unlock();
    }
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
