package dev.connections.internal.endpoint;

import dev.connections.Deadline;
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
 * pauses, and probes it where it has given no sign of life for an interval. Thread-safe.
 */
public final class Supervisor {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** So long after the last failure a server that is back may go unnoticed, in the first minute. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** So many tries double the pause. */
  private static final int GROWING_TRIES = 4;

  /** So many tries at short pauses; then one an interval, since nobody seems to mend it. */
  static final int EAGER_TRIES = 60;

  /** Servers lock accounts after too many logins with a wrong password. */
  private static final Duration AFTER_REFUSED_CREDENTIALS = Duration.ofSeconds(30);

  /** So many calls in a row may try refused credentials, before they too have to pause. */
  private static final int CALLERS_TRIES = 3;

  private static final Duration CALLERS_PAUSE = Duration.ofSeconds(5);

  private final ManagedEndpoint<?> endpoint;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final AtomicBoolean watching = new AtomicBoolean();
  private final AtomicReference<@Nullable Object> nextTry = new AtomicReference<>();
  private final AtomicInteger tries = new AtomicInteger();
  private volatile long failedAtNanos;
  private volatile boolean refused;
  private final AtomicInteger refusals = new AtomicInteger();

  Supervisor(ManagedEndpoint<?> endpoint, ConnectionParts parts) {
    this.endpoint = endpoint;
    this.parts = parts;
    this.time = parts.time();
  }

  /** It was opened: from now on it must not be silent for long. */
  void opened() {
    nextTry.set(null);
    tries.set(0);
    refused = false;
    refusals.set(0);
    parts.later(Duration.ZERO, endpoint.addresses()::note);
    if (watching.compareAndSet(false, true)) {
      watchAfter(endpoint.health().interval());
    }
    if (endpoint.machine().state() == LifecycleState.BROKEN) {
      recoverAfter(pause()); // lost meanwhile, and what was planned for that is forgotten now
    }
  }

  /**
   * It is broken, or could not be opened.
   *
   * @param credentialsRefused whether it did not let us in
   */
  void broken(boolean credentialsRefused) {
    failedAtNanos = time.nanoTime();
    if (refused || credentialsRefused) {
      nextTry.set(null); // it was planned by another pause, or counts from now on
    }
    refused = credentialsRefused;
    if (credentialsRefused) {
      refusals.incrementAndGet();
    }
    recoverAfter(pause());
  }

  /** Whether calls must not knock now, because their credentials were refused too often. */
  public boolean barsCallers() {
    if (!refused || refusals.get() < CALLERS_TRIES) {
      return false;
    }
    boolean paused = time.nanoTime() - failedAtNanos >= CALLERS_PAUSE.toNanos();
    if (paused) {
      refusals.set(0);
    }
    return !paused;
  }

  /** Whether somebody who needs a broken endpoint may try now, out of turn. */
  public boolean mayTry() {
    Duration least = refused ? AFTER_REFUSED_CREDENTIALS : LONGEST_PAUSE;
    return time.nanoTime() - failedAtNanos >= least.toNanos();
  }

  private void watchAfter(Duration wait) {
    parts.later(parts.jittered(wait), this::watch);
  }

  /** It is broken, but there is reason to believe that the next try goes better. */
  public void hurry() {
    tries.set(0);
    refused = false;
    refusals.set(0);
    nextTry.set(null);
    recoverAfter(Duration.ZERO);
  }

  /**
   * What is open and well gives no other sign of life while its circuit keeps all work away from
   * it, so it is probed as soon as the answer can help.
   */
  void circuitOpened() {
    parts.later(
        endpoint.circuit().untilProbeHelps(),
        () -> {
          if (endpoint.machine().state() == LifecycleState.CONNECTED
              && endpoint.circuit().state() == CircuitState.OPEN) {
            endpoint.health().probe();
          }
        });
  }

  private void watch() {
    LifecycleState state = endpoint.machine().state();
    if (LifecycleMachine.isClosing(state)) {
      return;
    }
    Duration interval = endpoint.health().interval();
    Duration silence = endpoint.health().silence();
    // Four fifths: the wait may have been drawn as short as that.
    boolean due =
        silence != null && silence.multipliedBy(5).compareTo(interval.multipliedBy(4)) >= 0;
    watchAfter(due || silence == null ? interval : interval.minus(silence));
    if (state == LifecycleState.CONNECTED) {
      if (due) {
        endpoint.health().probe();
      }
      endpoint.health().retell();
      endpoint.addresses().compare();
    }
  }

  private void recoverAfter(Duration pause) {
    Object turn = new Object();
    if (nextTry.compareAndSet(null, turn)) {
      parts.later(pause, () -> recover(turn));
    }
  }

  private void recover(Object turn) {
    if (!nextTry.compareAndSet(turn, null)) {
      return; // it was open in between, or is to be left alone for longer
    }
    if (endpoint.machine().state() != LifecycleState.BROKEN) {
      return;
    }
    if (endpoint.circuit().isIsolated()) {
      recoverAfter(parts.jittered(LONGEST_PAUSE)); // not before an operator lets it
      return;
    }
    tries.incrementAndGet();
    try {
      // What becomes of it, health and this are told by the opener.
      endpoint.open(Deadline.after(endpoint.connectTimeout(), time));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    if (endpoint.machine().state() == LifecycleState.BROKEN) {
      recoverAfter(pause()); // as long as the opener has not said so already
    }
  }

  private Duration pause() {
    if (refused) {
      return AFTER_REFUSED_CREDENTIALS.plus(parts.jittered(LONGEST_PAUSE));
    }
    int made = tries.get();
    if (made < GROWING_TRIES) {
      return parts.jittered(FIRST_PAUSE.multipliedBy(1L << made));
    }
    Duration interval = endpoint.health().interval();
    boolean often = made < EAGER_TRIES || interval.compareTo(LONGEST_PAUSE) < 0;
    return parts.jittered(often ? LONGEST_PAUSE : interval);
  }
}
