package dev.connections.internal.call;

import dev.connections.internal.failure.Limits;
import dev.connections.internal.retry.RateGate;
import dev.connections.internal.retry.RetryPolicy;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of calls; replaced as a whole, and a call keeps those it began with.
 *
 * @param settings where they come from
 * @param limits their time limits
 * @param retries how they are retried
 * @param rate how many may begin; null for any number
 */
record CallRules(
    ConnectionSettings settings, Limits limits, RetryPolicy retries, @Nullable RateGate rate) {

  /** How long to wait for a permit. */
  Duration acquire() {
    return settings.timeouts().acquire();
  }

  /** When it makes sense to ask again where the rate limit rejects a call; null without one. */
  @Nullable Duration ratePeriod() {
    return settings.resilience().rateLimit().map(ResilienceSettings.RateLimit::period).orElse(null);
  }
}
