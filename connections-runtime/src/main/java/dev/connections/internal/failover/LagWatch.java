package dev.connections.internal.failover;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.circuit.Nanos;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Endpoint;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how far the other endpoints are behind the active one, while reads are spread and the
 * type can tell: asks all of them where they are in the history of changes, again and again, until
 * no more reads come. Thread-safe.
 */
public final class LagWatch<E extends Endpoint> {

  /** How often each endpoint is asked. */
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** After so many periods without a read it ends; the next read begins it again. */
  private static final int IDLE_PERIODS = 120;

  private final ConnectionParts parts;
  private final TimeSource time;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean wanted;
  private volatile Duration timeout;
  private volatile @Nullable PositionHistory history;

  /** Changed by the one thread that asks. */
  private volatile int idle;

  /**
   * A watch that has not begun.
   *
   * @param timeout how long an answer may take
   */
  public LagWatch(ConnectionParts parts, Duration timeout) {
    this.parts = parts;
    this.time = parts.time();
    this.timeout = timeout;
  }

  void follow(Duration next) {
    timeout = next;
  }

  /** A read is about to be sent somewhere. */
  void needed(Routing<E> routing) {
    if (!routing.active().client().endpoint().tellsPosition()) {
      return;
    }
    if (!wanted) {
      wanted = true;
    }
    if (!running.get() && running.compareAndSet(false, true)) {
      parts.later(Duration.ZERO, () -> ask(routing));
    }
  }

  private void ask(Routing<E> routing) {
    Routing.Table<E> table = routing.table();
    Failover rules = routing.settings();
    idle = wanted ? 0 : idle + 1;
    wanted = false;
    if (idle > IDLE_PERIODS || !rules.balanceReads() || table.all().size() == 1) {
      history = null; // nothing is known of the time in between
      running.set(false);
      return;
    }
    PositionHistory present = history;
    if (present == null || present.of() != table.active()) {
      present = new PositionHistory(table.active());
      history = present;
    }
    for (ManagedEndpoint<E> endpoint : table.all()) {
      if (endpoint.client().endpoint().tellsPosition()) {
        askAside(endpoint, present, Nanos.of(rules.maxLag()));
      }
    }
    parts.later(parts.jittered(PERIOD), () -> ask(routing));
  }

  private void askAside(ManagedEndpoint<E> endpoint, PositionHistory present, long keepNanos) {
    if (!endpoint.progress().beginsToAsk()) {
      return;
    }
    try {
      parts
          .watchdog()
          .background()
          .execute(
              () -> {
                try {
                  answer(endpoint, present, keepNanos);
                } finally {
                  endpoint.progress().asked();
                }
              });
    } catch (RejectedExecutionException closed) {
      endpoint.progress().asked();
    }
  }

  private void answer(ManagedEndpoint<E> endpoint, PositionHistory present, long keepNanos) {
    try {
      if (endpoint.machine().state() == LifecycleState.DISCONNECTED) {
        endpoint.open(Deadline.after(endpoint.connectTimeout(), time)); // no read would open it
      }
      if (endpoint.machine().state() != LifecycleState.CONNECTED) {
        return;
      }
      long before = time.nanoTime();
      long position = endpoint.client().endpoint().position(Deadline.after(timeout, time));
      if (endpoint == present.of()) {
        present.add(before, position, keepNanos);
        return;
      }
      Long reached = present.lastAt(position);
      if (reached != null) {
        endpoint.progress().reached(present, reached);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } catch (Exception unknown) { // it is taken for further and further behind
      parts
          .log()
          .debug(
              "Endpoint {} does not tell how far it is: {}",
              endpoint.name(),
              parts.redactor().redact(String.valueOf(unknown)));
    }
  }

  /** Whether an endpoint may be given reads that the active one could be given. */
  boolean isCloseEnough(
      ManagedEndpoint<E> endpoint, Routing.Table<E> table, long nowNanos, Failover rules) {
    if (endpoint == table.active() || !endpoint.client().endpoint().tellsPosition()) {
      return true;
    }
    PositionHistory present = history;
    Long newest = present == null || present.of() != table.active() ? null : present.newest();
    if (present == null || newest == null) {
      // Nothing is known to be late. As long as the active one can be read, it is waited for.
      return !table.active().isUsable(nowNanos);
    }
    Long reached = endpoint.progress().reachedOf(present);
    return reached != null
        && reference(table, newest, nowNanos) - reached <= Nanos.of(rules.maxLag());
  }

  /** While the active endpoint is away nothing is acknowledged there that another could miss. */
  private static long reference(Routing.Table<?> table, long newest, long nowNanos) {
    return table.active().isUsable(nowNanos) ? nowNanos : newest;
  }

  /** How far an endpoint is behind at most; null if that is not known. */
  @Nullable Duration lag(ManagedEndpoint<E> endpoint, Routing.Table<E> table) {
    PositionHistory present = history;
    Long newest = present == null ? null : present.newest();
    Long reached = present == null ? null : endpoint.progress().reachedOf(present);
    return newest == null || reached == null
        ? null
        : Duration.ofNanos(Math.max(0, reference(table, newest, time.nanoTime()) - reached));
  }

  /** Whether it is at work. */
  boolean isRunning() {
    return running.get();
  }
}
