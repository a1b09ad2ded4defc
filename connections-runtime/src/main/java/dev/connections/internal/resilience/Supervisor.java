package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.LifecycleState;
import dev.connections.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Looks after one endpoint from its first use on: opens it again where it is broken, with growing
 * pauses, and probes it where it has given no sign of life for an interval. Thread-safe.
 */
final class Supervisor {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** So long after the last failure a server that is back may go unnoticed, in the first minute. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** So many tries at short pauses; then one an interval, since nobody seems to mend it. */
  private static final int EAGER_TRIES = 60;

  /** Who knocks more often with a wrong password gets the account locked. */
  private static final Duration AFTER_REFUSED_CREDENTIALS = Duration.ofSeconds(30);

  private final ManagedEndpoint<?> endpoint;
  private final ConnectionParts parts;
  private final AtomicBoolean watching = new AtomicBoolean();
  private final AtomicBoolean recovering = new AtomicBoolean();
  private final AtomicInteger tries = new AtomicInteger();
  private volatile boolean refused;

  Supervisor(ManagedEndpoint<?> endpoint, ConnectionParts parts) {
    this.endpoint = endpoint;
    this.parts = parts;
  }

  /** It was opened: from now on it must not be silent for long. */
  void opened() {
    tries.set(0);
    refused = false;
    if (watching.compareAndSet(false, true)) {
      parts.watchdog().schedule(jittered(endpoint.health().interval()), this::watch);
    }
  }

  /**
   * It is broken, or could not be opened.
   *
   * @param credentialsRefused whether it did not let us in
   */
  void broken(boolean credentialsRefused) {
    refused = credentialsRefused;
    if (recovering.compareAndSet(false, true)) {
      parts.watchdog().schedule(pause(), this::recover);
    }
  }

  private void watch() {
    LifecycleState state = endpoint.machine().state();
    if (isOver(state)) {
      return;
    }
    Duration interval = endpoint.health().interval();
    Duration silence = endpoint.health().silence();
    Duration wait = silence == null ? interval : interval.minus(silence);
    if (state == LifecycleState.CONNECTED && (wait.isNegative() || wait.isZero())) {
      endpoint.health().probe();
      wait = interval;
    }
    Duration next = wait.isNegative() || wait.isZero() ? interval : wait;
    parts.watchdog().schedule(jittered(next), this::watch);
  }

  private void recover() {
    recovering.set(false);
    LifecycleState state = endpoint.machine().state();
    if (state != LifecycleState.BROKEN || endpoint.circuit().isIsolated()) {
      return;
    }
    tries.incrementAndGet();
    TimeSource time = parts.time();
    try {
      // What becomes of it, health and this are told by the opener.
      endpoint.client().opener().open(Deadline.after(endpoint.connectTimeout(), time));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    if (endpoint.machine().state() == LifecycleState.BROKEN) {
      broken(refused);
    }
  }

  private static boolean isOver(LifecycleState state) {
    return state == LifecycleState.DRAINING || state == LifecycleState.CLOSED;
  }

  private Duration pause() {
    if (refused) {
      return jittered(AFTER_REFUSED_CREDENTIALS);
    }
    int made = tries.get();
    if (made >= EAGER_TRIES) {
      Duration interval = endpoint.health().interval();
      return jittered(interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE);
    }
    Duration grown = made >= 4 ? LONGEST_PAUSE : FIRST_PAUSE.multipliedBy(1L << made);
    return jittered(grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE);
  }

  /** A fifth more or less, so that not everybody knocks at once. */
  private Duration jittered(Duration around) {
    RandomGenerator random = parts.random();
    return Duration.ofNanos((long) (around.toNanos() * random.nextDouble(0.8, 1.2)));
  }
}
