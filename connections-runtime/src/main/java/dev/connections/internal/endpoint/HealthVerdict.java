package dev.connections.internal.endpoint;

import dev.connections.monitoring.HealthStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on an endpoint's health and how it follows from the one before: the rule alone,
 * without clocks and locks. Immutable.
 *
 * @param responseTime of the answer that led to it; null if none did
 * @param problem what is wrong; null if nothing is known to be
 * @param failures how often in a row it did not answer, or said that it cannot work
 * @param successes how often in a row it answered
 * @param wasDown whether it must answer several times before it is UP
 */
record HealthVerdict(
    HealthStatus status,
    @Nullable Duration responseTime,
    @Nullable String problem,
    int failures,
    int successes,
    boolean wasDown) {

  static final HealthVerdict UNKNOWN =
      new HealthVerdict(HealthStatus.UNKNOWN, null, null, 0, 0, false);

  boolean isUp() {
    return status == HealthStatus.UP;
  }

  boolean isDown() {
    return status == HealthStatus.DOWN;
  }

  /**
   * It answered and can do its work.
   *
   * @param recoverAfter how many answers in a row end DOWN
   */
  HealthVerdict answered(@Nullable Duration took, int recoverAfter) {
    int inARow = successes + 1;
    if (wasDown && inARow < recoverAfter) {
      String text = "it answers again: " + inARow + " of " + recoverAfter + " answers in a row";
      return new HealthVerdict(HealthStatus.DEGRADED, took, text, 0, inARow, true);
    }
    return new HealthVerdict(HealthStatus.UP, took, null, 0, inARow, false);
  }

  /**
   * It did not answer, or said that it cannot do its work.
   *
   * @param failedUses uses that failed before, without one that succeeded: they are failures in a
   *     row as well, since a server that hangs lets each probe wait for its whole time limit
   * @param failAfter how many failures in a row make it DOWN
   */
  HealthVerdict failed(String why, @Nullable Duration took, int failedUses, int failAfter) {
    int inARow = failures + 1;
    boolean down = wasDown || status == HealthStatus.UNKNOWN || inARow + failedUses >= failAfter;
    return new HealthVerdict(
        down ? HealthStatus.DOWN : HealthStatus.DEGRADED, took, why, inARow, 0, down);
  }

  /** A use failed, which proves little. */
  HealthVerdict suspected(String why) {
    return isDown()
        ? this
        : new HealthVerdict(HealthStatus.DEGRADED, null, why, failures, successes, wasDown);
  }

  /** A probe is unanswered so far, and uses failed. */
  HealthVerdict silent(String why, int failedUses, int failAfter) {
    if (isDown()) {
      return this;
    }
    boolean down = failedUses >= failAfter;
    return new HealthVerdict(
        down ? HealthStatus.DOWN : HealthStatus.DEGRADED, null, why, failures, 0, wasDown || down);
  }

  /**
   * It rejected a login although others may still be open.
   *
   * @param enough whether it rejected so many that it is DOWN
   */
  HealthVerdict loginRejected(String why, boolean enough) {
    if (isDown()) {
      return this;
    }
    return enough
        ? new HealthVerdict(HealthStatus.DOWN, null, why, failures, 0, true)
        : suspected(why);
  }
}
