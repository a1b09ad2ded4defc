package dev.connections.internal.endpoint;

import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.LifecycleState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one endpoint from its first use on: opens it again where it is broken, with growing
 * pauses, and probes it where it has been idle for an interval. Thread-safe.
 */
public final class Supervisor {

  /** Servers lock accounts after too many logins with a wrong password. */
  private static final Duration AFTER_REJECTED_LOGIN = Duration.ofSeconds(30);

  /** Calls in a row that may try rejected credentials before logins are paused for calls, too. */
  private static final int LOGINS_OF_CALLS = 3;

  private static final Duration LOGIN_PAUSE = Duration.ofSeconds(5);

  private final ConnectionParts parts;
  private final TimeSource time;
  private final LifecycleMachine machine;
  private final HealthMonitor health;
  private final PresentEndpoint endpoint;
  private final AddressWatch addresses;
  private final AtomicBoolean watching = new AtomicBoolean();
  private final AtomicReference<@Nullable Object> nextAttempt = new AtomicReference<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger rejectedLogins = new AtomicInteger();
  private volatile long failedAtNanos;
  private volatile boolean loginRejected;

  Supervisor(
      ConnectionParts parts,
      PresentEndpoint endpoint,
      LifecycleMachine machine,
      HealthMonitor health,
      EndpointSignals signals) {
    this.parts = parts;
    this.time = parts.time();
    this.machine = machine;
    this.health = health;
    this.endpoint = endpoint;
    this.addresses = new AddressWatch(parts, endpoint, signals);
  }

  /** It was opened: from now on it must not be idle for long. */
  void opened() {
    startAnew();
    parts.later(Duration.ZERO, addresses::note);
    if (watching.compareAndSet(false, true)) {
      watchAfter(health.interval());
    }
    if (isBroken()) {
      recoverAfter(pause()); // lost meanwhile, and what was planned for that is forgotten now
    }
  }

  /**
   * It is broken, or could not be opened.
   *
   * @param rejected whether authentication failed
   */
  void broken(boolean rejected) {
    failedAtNanos = time.nanoTime();
    if (loginRejected || rejected) {
      nextAttempt.set(null); // it was planned by another pause, or counts from now on
    }
    loginRejected = rejected;
    if (rejected) {
      rejectedLogins.incrementAndGet();
    }
    recoverAfter(pause());
  }

  /** Whether calls must not log in now, because their credentials were rejected repeatedly. */
  public boolean isLoginPaused() {
    if (!loginRejected || rejectedLogins.get() < LOGINS_OF_CALLS) {
      return false;
    }
    boolean over = time.nanoTime() - failedAtNanos >= LOGIN_PAUSE.toNanos();
    if (over) {
      rejectedLogins.set(0);
    }
    return !over;
  }

  /** Whether a broken endpoint that is needed may be opened now, before its turn. */
  public boolean mayAttempt() {
    Duration least = loginRejected ? AFTER_REJECTED_LOGIN : ReopeningPace.LONGEST;
    return time.nanoTime() - failedAtNanos >= least.toNanos();
  }

  /** It is broken, but there is reason to believe that the next attempt succeeds. */
  void retryNow() {
    startAnew();
    recoverAfter(Duration.ZERO);
  }

  private void startAnew() {
    nextAttempt.set(null);
    attempts.set(0);
    loginRejected = false;
    rejectedLogins.set(0);
  }

  /**
   * Nothing else is seen of an endpoint that is open and healthy while its circuit keeps all work
   * away from it, so it is probed as soon as the answer can help.
   */
  void circuitOpened() {
    parts.later(
        endpoint.circuit().untilProbeHelps(),
        () -> {
          if (machine.state() == LifecycleState.CONNECTED
              && endpoint.circuit().state() == CircuitState.OPEN) {
            health.probe();
          }
        });
  }

  private void watchAfter(Duration wait) {
    parts.later(parts.jittered(wait), this::watch);
  }

  private void watch() {
    LifecycleState state = machine.state();
    if (LifecycleMachine.isClosing(state)) {
      return;
    }
    Duration interval = health.interval();
    Duration idle = health.idleTime();
    // Four fifths: the wait may have been drawn as short as that.
    boolean due = idle != null && idle.multipliedBy(5).compareTo(interval.multipliedBy(4)) >= 0;
    watchAfter(due || idle == null ? interval : interval.minus(idle));
    if (state == LifecycleState.CONNECTED) {
      if (due) {
        health.probe();
      }
      health.refresh();
      addresses.compare();
    }
  }

  private void recoverAfter(Duration pause) {
    Object turn = new Object();
    if (nextAttempt.compareAndSet(null, turn)) {
      parts.later(pause, () -> recover(turn));
    }
  }

  private void recover(Object turn) {
    if (!nextAttempt.compareAndSet(turn, null)) {
      return; // it was open in between, or is to be left alone for longer
    }
    if (!isBroken()) {
      return;
    }
    if (endpoint.circuit().isIsolated()) {
      recoverAfter(parts.jittered(ReopeningPace.LONGEST)); // not before an operator lets it
      return;
    }
    attempts.incrementAndGet();
    try {
      endpoint.reopen(); // who opens it hears how that ended
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    if (isBroken()) {
      recoverAfter(pause()); // unless the failed opening has planned it already
    }
  }

  private boolean isBroken() {
    return machine.state() == LifecycleState.BROKEN;
  }

  private Duration pause() {
    return loginRejected
        ? AFTER_REJECTED_LOGIN.plus(parts.jittered(ReopeningPace.LONGEST))
        : parts.jittered(ReopeningPace.pause(attempts.get(), health.interval()));
  }
}
