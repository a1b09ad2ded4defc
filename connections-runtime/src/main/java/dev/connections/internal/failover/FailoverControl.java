package dev.connections.internal.failover;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.circuit.DurationWords;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.endpoint.WriteCheck;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Endpoint;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which endpoint of a connection is the active one, where there are several. An endpoint
 * takes over only after it was opened and has said that it takes writes. Decides on threads of the
 * background, one decision at a time; callers at most wait for one. Thread-safe.
 */
public final class FailoverControl<E extends Endpoint> {

  /** So often it is looked again while no endpoint is usable, or one may be failed back to. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** Who waits looks at the clock at least this often, because it may be a test's. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Since when an endpoint that should be in use has not been usable. */
  private record Outage(ManagedEndpoint<?> endpoint, long sinceNanos) {}

  private final Logger log;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final EventJournal journal;
  private final Routing<E> routing;
  private final ConnectionHealth<E> health;
  private final ReentrantLock deciding = new ReentrantLock();
  private final ReentrantLock planning = new ReentrantLock();
  private final Condition decided = planning.newCondition();

  /** These two belong to the lock of planning. */
  private @Nullable Long nextLookNanos;

  private long decisions;
  private volatile Failover settings;
  private volatile Duration probeTimeout;
  private volatile boolean pinned;
  private volatile boolean allDownTold;
  private volatile @Nullable Outage outage;

  public FailoverControl(
      ConnectionParts parts,
      Routing<E> routing,
      ConnectionHealth<E> health,
      Failover settings,
      Duration probeTimeout) {
    this.log = LoggerFactory.getLogger("dev.connections." + parts.connection());
    this.parts = parts;
    this.time = parts.time();
    this.journal = parts.journal();
    this.routing = routing;
    this.health = health;
    this.settings = settings;
    this.probeTimeout = probeTimeout;
  }

  public void follow(Failover next, Duration nextProbeTimeout) {
    settings = next;
    probeTimeout = nextProbeTimeout;
    reconsider();
  }

  /** Something changed at an endpoint; thinks about it soon, on another thread. */
  public void reconsider() {
    Routing.Table<E> table = routing.table();
    if (table.all().size() == 1 || isClosing(table)) {
      return;
    }
    if (!isActiveUsable(table)) {
      plan(graceLeft());
    } else if (mayFailBack(table)) {
      plan(parts.jittered(LOOK_AGAIN));
    }
  }

  /**
   * Waits until it was decided once more where writes go, if the active endpoint is not usable and
   * that nothing is, is not known yet. Ends early at the deadline, when the call is canceled, and
   * when the thread is interrupted, which stays so.
   */
  public void awaitDecision(Deadline deadline, BooleanSupplier canceled) {
    Routing.Table<E> table = routing.table();
    if (table.all().size() == 1 || isActiveUsable(table) || allDownTold || !graceLeft().isZero()) {
      return;
    }
    planning.lock();
    try {
      long before = decisions;
      plan(Duration.ZERO);
      while (decisions == before
          && !deadline.isExpired()
          && !canceled.getAsBoolean()
          && !isClosing(table)) {
        decided.awaitNanos(Math.min(deadline.remainingNanos(), SLICE_NANOS));
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } finally {
      planning.unlock();
    }
  }

  private boolean isActiveUsable(Routing.Table<E> table) {
    long now = time.nanoTime();
    ManagedEndpoint<E> active = table.active();
    if (active.isUsable(now) && active.writes().problem() == null) {
      outage = null;
      allDownTold = false;
      return true;
    }
    Outage known = outage;
    if (known == null || known.endpoint() != active) {
      outage = new Outage(active, now);
    }
    return false;
  }

  /** How much longer the active endpoint, which is not usable, is waited for. */
  private Duration graceLeft() {
    Outage known = outage;
    if (known == null || known.endpoint().writes().problem() != null) {
      return Duration.ZERO; // a server that takes no writes is not waited for
    }
    Duration left = settings.grace().minusNanos(time.nanoTime() - known.sinceNanos());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private boolean mayFailBack(Routing.Table<E> table) {
    return !pinned && settings.failBack().isPresent() && table.active() != table.all().get(0);
  }

  private static boolean isClosing(Routing.Table<?> table) {
    return table.active().machine().isClosing();
  }

  /** Looks after so much time, or earlier if that is planned already. */
  private void plan(Duration delay) {
    planning.lock();
    try {
      long due = time.nanoTime() + Nanos.of(delay);
      Long planned = nextLookNanos;
      if (planned == null || planned - due > 0) {
        nextLookNanos = due;
        parts.later(delay, () -> look(due));
      }
    } finally {
      planning.unlock();
    }
  }

  private void look(long due) {
    planning.lock();
    try {
      Long planned = nextLookNanos;
      if (planned == null || planned != due) {
        return; // an earlier one has taken its place
      }
      nextLookNanos = null;
    } finally {
      planning.unlock();
    }
    try {
      if (!decide()) {
        plan(LOOK_AGAIN); // somebody is deciding at this moment
        return;
      }
    } catch (RuntimeException failure) {
      log.warn("Looking for another endpoint failed", parts.redactor().redact(failure));
    }
    planning.lock();
    try {
      decisions++;
      decided.signalAll();
    } finally {
      planning.unlock();
    }
    planNext();
  }

  private void planNext() {
    Routing.Table<E> table = routing.table();
    if (isClosing(table)) {
      return;
    }
    if (!isActiveUsable(table)) {
      Duration grace = graceLeft();
      plan(grace.isZero() ? parts.jittered(LOOK_AGAIN) : grace);
    } else if (mayFailBack(table)) {
      plan(parts.jittered(LOOK_AGAIN));
    }
  }

  /** Fails over or back, if it is time to; false if somebody else is deciding. */
  private boolean decide() {
    if (!deciding.tryLock()) {
      return false;
    }
    try {
      Routing.Table<E> table = routing.table();
      if (isClosing(table) || table.all().size() == 1) {
        return true;
      }
      if (isActiveUsable(table)) {
        failBack(table);
      } else if (graceLeft().isZero()) {
        failOver(table);
      }
      return true;
    } finally {
      deciding.unlock();
    }
  }

  private void failOver(Routing.Table<E> table) {
    ManagedEndpoint<E> active = table.active();
    String reason = active.whyUnusable(time.nanoTime());
    Map<String, String> problems = new LinkedHashMap<>();
    problems.put(active.name(), reason);
    for (ManagedEndpoint<E> candidate : table.all()) {
      if (candidate != active) {
        String problem = whyNotNow(candidate);
        if (problem == null) {
          switchTo(candidate, reason, false);
          return;
        }
        problems.put(candidate.name(), problem);
      }
    }
    if (!allDownTold && !isActiveUsable(table)) {
      allDownTold = true;
      journal.append(
          (connection, sequence, at) ->
              new ConnectionEvent.AllEndpointsDown(connection, sequence, at, problems));
    }
  }

  /** To the best endpoint that has been well for long enough. */
  private void failBack(Routing.Table<E> table) {
    Duration wellFor = settings.failBack().orElse(null);
    if (wellFor == null || pinned) {
      return;
    }
    for (ManagedEndpoint<E> better : table.all()) {
      if (better == table.active()) {
        return;
      }
      if (better.machine().state() == LifecycleState.DISCONNECTED) {
        whyNot(better); // nobody else would ever open it
      }
      if (isWell(better, wellFor) && whyNot(better) == null) {
        switchTo(better, "It has been well for " + DurationWords.of(Nanos.of(wellFor)), false);
        return;
      }
    }
  }

  private boolean isWell(ManagedEndpoint<E> endpoint, Duration wellFor) {
    return endpoint.machine().state() == LifecycleState.CONNECTED
        && endpoint.isUsable(time.nanoTime())
        && endpoint.health().isUp()
        && endpoint.health().upFor().compareTo(wellFor) >= 0;
  }

  /** The same as {@link #whyNot}, but what is broken is not asked more often than is good. */
  private @Nullable String whyNotNow(ManagedEndpoint<E> candidate) {
    boolean broken = candidate.machine().state() == LifecycleState.BROKEN;
    return broken && !candidate.supervisor().mayTry()
        ? candidate.whyUnusable(time.nanoTime())
        : whyNot(candidate);
  }

  /** Why an endpoint cannot take over; null if it can: it is open, and takes writes. */
  private @Nullable String whyNot(ManagedEndpoint<E> candidate) {
    if (candidate.circuit().refuses(time.nanoTime())) {
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

  /**
   * Asks on another thread, because client libraries may hang, and others are still to be asked.
   */
  private @Nullable String whyNotWritable(ManagedEndpoint<E> candidate)
      throws InterruptedException {
    E endpoint = candidate.client().endpoint();
    Deadline deadline = Deadline.after(probeTimeout, time);
    FutureTask<Boolean> asked = new FutureTask<>(() -> endpoint.isWritable(deadline));
    parts.watchdog().background().execute(asked);
    while (true) {
      long left = deadline.remainingNanos();
      try {
        boolean writable = asked.get(Math.min(left, SLICE_NANOS), TimeUnit.NANOSECONDS);
        candidate.writes().answered(writable);
        return writable ? null : WriteCheck.NO_WRITES;
      } catch (TimeoutException notYet) {
        if (left == 0) {
          asked.cancel(true);
          return "it did not say in time whether it takes writes";
        }
      } catch (ExecutionException failure) {
        return parts
            .redactor()
            .redact("it did not say whether it takes writes: " + failure.getCause());
      }
    }
  }

  /** An operator's switch, which holds until the endpoint fails; null if it was made. */
  public @Nullable String switchByOperator(ManagedEndpoint<E> to, String reason) {
    deciding.lock();
    try {
      String problem = whyNot(to);
      if (problem == null && !switchTo(to, reason, true)) {
        return "the connection is being closed or configured anew";
      }
      return problem;
    } finally {
      deciding.unlock();
    }
  }

  private boolean switchTo(ManagedEndpoint<E> to, String reason, boolean byOperator) {
    boolean switched =
        journal.inOrder(
            () -> {
              Routing.Table<E> table = routing.table();
              ManagedEndpoint<E> from = table.active();
              if (isClosing(table) || !table.all().contains(to)) {
                return false;
              }
              pinned = byOperator;
              outage = null;
              allDownTold = false;
              if (from != to) {
                routing.use(table.using(to));
                journal.append(
                    (connection, sequence, at) ->
                        new ConnectionEvent.SwitchedOver(
                            connection, sequence, at, from.name(), to.name(), reason, byOperator));
              }
              return true;
            });
    health.refresh();
    return switched;
  }
}
