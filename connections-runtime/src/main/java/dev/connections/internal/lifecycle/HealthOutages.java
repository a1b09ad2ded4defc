package dev.connections.internal.lifecycle;

import dev.connections.monitoring.ConnectionEvent.HealthChanged;
import dev.connections.monitoring.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Measures for how long a connection was not UP. What flaps has one outage: it was well only for a
 * moment in between. Not thread-safe.
 */
final class HealthOutages {

  private @Nullable Instant notUpSince;
  private @Nullable Instant upSince;
  private @Nullable Instant degradedSince;
  private Duration degraded = Duration.ZERO;

  /** The outage that this change ends; null if it ends none. */
  @Nullable Outage ended(HealthChanged change) {
    countDegraded(change);
    Instant since = notUpSince;
    Instant well = upSince;
    if (change.to() == HealthStatus.UP) {
      upSince = change.at();
      return since == null ? null : new Outage(Duration.between(since, change.at()), degraded);
    }
    upSince = null;
    if (since == null
        || (well != null && Duration.between(well, change.at()).compareTo(StateLog.QUIET) > 0)) {
      notUpSince = change.at();
      degraded = Duration.ZERO;
    }
    return null;
  }

  private void countDegraded(HealthChanged change) {
    Instant since = degradedSince;
    if (since != null) {
      degraded = degraded.plus(Duration.between(since, change.at()));
    }
    degradedSince = change.to() == HealthStatus.DEGRADED ? change.at() : null;
  }
}
