package dev.connections.internal.endpoint;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on health and its times. Immutable.
 *
 * @param at when it was reached; null if nothing is known yet
 * @param atNanos the same by the monotonic clock
 * @param upSinceNanos since when it is UP, if it is
 */
record ReachedVerdict(
    HealthVerdict verdict, @Nullable Instant at, long atNanos, long upSinceNanos) {

  /** The verdict that follows, reached now. */
  ReachedVerdict followedBy(HealthVerdict next, Instant now, long nowNanos) {
    boolean risen = next.isUp() && !verdict.isUp();
    return new ReachedVerdict(next, now, nowNanos, risen ? nowNanos : upSinceNanos);
  }

  /** When it was last confirmed: a success confirms that the endpoint is up. */
  @Nullable Instant checkedAt(Instant now, @Nullable Duration sinceSuccess) {
    if (at == null || sinceSuccess == null || !verdict.isUp()) {
      return at;
    }
    Instant success = now.minus(sinceSuccess);
    return success.isAfter(at) ? success : at;
  }

  /** How long it has been UP; nothing if it is not. */
  Duration upFor(long nowNanos) {
    return verdict.isUp() ? Duration.ofNanos(Math.max(0, nowNanos - upSinceNanos)) : Duration.ZERO;
  }

  /** How long nothing was seen of the endpoint; null if nothing ever was. */
  @Nullable Duration idleTime(long nowNanos, @Nullable Duration sinceSuccess) {
    Duration sinceVerdict = verdict.isUp() ? Duration.ofNanos(nowNanos - atNanos) : null;
    if (sinceSuccess == null || sinceVerdict == null) {
      return sinceSuccess == null ? sinceVerdict : sinceSuccess;
    }
    return sinceSuccess.compareTo(sinceVerdict) < 0 ? sinceSuccess : sinceVerdict;
  }
}
