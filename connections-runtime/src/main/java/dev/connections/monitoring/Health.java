package dev.connections.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection's ability to do its work. Immutable; holds no secrets.
 *
 * @param status the verdict
 * @param checkedAt when the verdict was reached; null if {@link HealthStatus#UNKNOWN}
 * @param responseTime how long the last probe took; null if the verdict did not come from a probe
 * @param problem what is wrong, in one sentence; null if {@link HealthStatus#UP}
 * @param data details in a fixed order, such as the server's version
 */
public record Health(
    HealthStatus status,
    @Nullable Instant checkedAt,
    @Nullable Duration responseTime,
    @Nullable String problem,
    Map<String, String> data) {

  /** What is said of a connection that was never used. */
  public static final Health UNKNOWN = new Health(HealthStatus.UNKNOWN, null, null, null, Map.of());
}
