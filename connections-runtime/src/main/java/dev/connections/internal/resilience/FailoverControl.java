package dev.connections.internal.resilience;

import dev.connections.ConnectionEvent;
import dev.connections.Deadline;
import dev.connections.HealthStatus;
import dev.connections.Lifecycle;
import dev.connections.LifecycleState;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.spi.Endpoint;
import dev.connections.spi.ResilienceSettings.Failover;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which endpoint of a connection is the active one, where there are several. An endpoint
 * takes over only after it was opened and has said that it takes writes. Thread-safe; never works
 * on a caller's thread unless it was asked to.
 */
final class FailoverControl<E extends Endpoint> {

  /** So often it is looked again while no endpoint is usable, or one may be failed back to. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Logger log;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final EventJournal journal;
  private final Routing<E> routing;
  private final ConnectionHealth<E> health;
  private final Duration probeTimeout;
  private final ReentrantLock deciding = new ReentrantLock();
  private final AtomicBoolean planned = new AtomicBoolean();
  private volatile Failover settings;
  private volatile boolean pinned;
  private boolean allDownTold;

  FailoverControl(
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

  void follow(Failover next) {
    settings = next;
  }

  /** Something changed at an endpoint; thinks about it soon, on another thread. */
  void reconsider() {
    Routing.Table<E> table = routing.table();
    if (table.all().size() > 1 && isWorthALook(table)) {
      plan(table.active().isUsable(time.nanoTime()) ? LOOK_AGAIN : settings.grace());
    }
  }

  private boolean isWorthALook(Routing.Table<E> table) {
    return !table.active().isUsable(time.nanoTime()) || table.active() != table.all().get(0);
  }

  private void plan(Duration delay) {
    if (planned.compareAndSet(false, true)) {
      parts.watchdog().schedule(delay, this::look);
    }
  }

  private void look() {
    planned.set(false);
    try {
      decide();
    } catch (RuntimeException failure) {
      log.warn("Looking for another endpoint failed", parts.redactor().redact(failure));
    }
    Routing.Table<E> table = routing.table();
    if (!isClosing(table) && isWorthALook(table)) {
      plan(LOOK_AGAIN);
    }
  }

  private static boolean isClosing(Routing.Table<?> table) {
    LifecycleState state = table.active().machine().state();
    return state == LifecycleState.DRAINING || state == LifecycleState.CLOSED;
  }

  /**
   * Fails over if the active endpoint is not usable, fails back if a better one is; waits for
   * whoever is deciding already.
   *
   * @return whether the active endpoint is usable now, as far as is known
   */
  boolean decide() {
    deciding.lock();
    try {
      Routing.Table<E> table = routing.table();
      if (isClosing(table) || table.all().size() == 1) {
        return true;
      }
      if (table.active().isUsable(time.nanoTime())) {
        allDownTold = false;
        failBack(table);
        return true;
      }
      return failOver(table);
    } finally {
      deciding.unlock();
    }
  }

  private boolean failOver(Routing.Table<E> table) {
    ManagedEndpoint<E> active = table.active();
    String reason = active.whyUnusable(time.nanoTime());
    Map<String, String> problems = new LinkedHashMap<>();
    problems.put(active.name(), reason);
    for (ManagedEndpoint<E> candidate : table.all()) {
      if (candidate != active) {
        String problem = whyNot(candidate);
        if (problem == null) {
          switchTo(candidate, reason, false);
          return true;
        }
        problems.put(candidate.name(), problem);
      }
    }
    if (!allDownTold) {
      allDownTold = true;
      journal.append(
          (connection, sequence, at) ->
              new ConnectionEvent.AllEndpointsDown(connection, sequence, at, problems));
    }
    return false;
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
      Lifecycle lifecycle = better.machine().current();
      boolean well =
          lifecycle.state() == LifecycleState.CONNECTED
              && better.isUsable(time.nanoTime())
              && better.health().now().status() == HealthStatus.UP
              && better.health().upFor().compareTo(wellFor) >= 0;
      if (well && whyNot(better) == null) {
        switchTo(better, "It has been well for " + wellFor.toMillis() + " ms", false);
        return;
      }
    }
  }

  /** Why an endpoint cannot take over; null if it can: it is open, and takes writes. */
  private @Nullable String whyNot(ManagedEndpoint<E> candidate) {
    if (candidate.circuit().refuses(time.nanoTime())) {
      return candidate.circuit().describe();
    }
    Deadline opening = Deadline.after(candidate.connectTimeout(), time);
    try {
      candidate.client().opener().open(opening);
      if (candidate.machine().state() != LifecycleState.CONNECTED) {
        return candidate.whyUnusable(time.nanoTime());
      }
      boolean writable =
          candidate.client().endpoint().isWritable(Deadline.after(probeTimeout, time));
      return writable ? null : "it takes no writes";
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (Exception failure) {
      return parts.redactor().redact("it did not say whether it takes writes: " + failure);
    }
  }

  /** An operator's switch, which holds until the endpoint fails; null if it was made. */
  @Nullable String switchByOperator(ManagedEndpoint<E> to, String reason) {
    deciding.lock();
    try {
      String problem = whyNot(to);
      if (problem == null) {
        switchTo(to, reason, true);
      }
      return problem;
    } finally {
      deciding.unlock();
    }
  }

  private void switchTo(ManagedEndpoint<E> to, String reason, boolean byOperator) {
    journal.inOrder(
        () -> {
          Routing.Table<E> table = routing.table();
          ManagedEndpoint<E> from = table.active();
          if (from == to) {
            return table;
          }
          allDownTold = false;
          pinned = byOperator;
          routing.use(table.using(to));
          journal.append(
              (connection, sequence, at) ->
                  new ConnectionEvent.SwitchedOver(
                      connection, sequence, at, from.name(), to.name(), reason, byOperator));
          return table;
        });
    health.refresh();
  }
}
