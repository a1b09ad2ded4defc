package dev.connections.internal.subscription;

import dev.connections.TimeSource;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How long a subscription waits before it is opened. Used under the lock of the subscription.
 *
 * @param <E> the type's endpoint
 */
final class Reopening<E extends Endpoint> {

  /** Changes are signaled; this is for those that are not. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** After so much time in use, the next pause is short again. */
  private static final Duration STEADY = Duration.ofSeconds(10);

  /** Servers lock accounts that ask too often for what they may not. */
  private static final Duration AFTER_REJECTED_CREDENTIALS = Duration.ofSeconds(30);

  /** An external system that wants to be left alone for longer is asked all the same. */
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

  private final ConnectionParts parts;
  private final TimeSource time;
  private final IntFunction<Duration> backoff;
  private int failures;
  private long failedNanos;
  private Duration pause = Duration.ZERO;
  private @Nullable Client<E> failedOn;
  private long activeNanos;

  /**
   * It has not failed yet.
   *
   * @param backoff the pause after so many failures
   */
  Reopening(ConnectionParts parts, IntFunction<Duration> backoff) {
    this.parts = parts;
    this.time = parts.time();
    this.backoff = backoff;
  }

  /** It is active. */
  void active() {
    activeNanos = time.nanoTime();
  }

  /**
   * It was active on a client, and was lost there.
   *
   * @param asked how long the external system wants to be left alone; null if it did not say
   */
  void lost(Client<E> client, @Nullable Duration asked) {
    boolean steady = time.nanoTime() - activeNanos >= STEADY.toNanos();
    failures = steady ? 0 : failures;
    failed(client, null, asked);
  }

  /**
   * It could not be opened on a client.
   *
   * @param why the reason, if the source gave one
   * @param asked how long the external system wants to be left alone; null if it did not say
   */
  void failed(Client<E> client, @Nullable TranslatedFailure why, @Nullable Duration asked) {
    failures++;
    failedOn = client;
    failedNanos = time.nanoTime();
    pause =
        why != null && why.kind() == Kind.AUTHENTICATION
            ? AFTER_REJECTED_CREDENTIALS.plus(parts.jittered(LOOK_AGAIN))
            : backoff.apply(failures);
    if (asked != null && asked.compareTo(pause) > 0) {
      pause = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }
  }

  /** How long to wait before it is opened; a change usually ends the wait earlier. */
  Duration untilMayOpen(ManagedEndpoint<E> active) {
    long now = time.nanoTime();
    LifecycleState state = active.machine().state();
    if (state != LifecycleState.CONNECTED && state != LifecycleState.DISCONNECTED) {
      return parts.jittered(LOOK_AGAIN);
    }
    if (active.circuit().rejects(now)) {
      Duration left = active.circuit().retryAfter(now);
      return left.isZero() ? parts.jittered(LOOK_AGAIN) : left;
    }
    if (failures == 0 || failedOn != active.client()) {
      return Duration.ZERO; // another client may have other credentials
    }
    Duration left = pause.minusNanos(now - failedNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
