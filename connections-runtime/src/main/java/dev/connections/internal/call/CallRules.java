package dev.connections.internal.call;

import dev.connections.internal.failure.Limits;
import dev.connections.internal.retry.RateGate;
import dev.connections.internal.retry.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of calls; replaced as a whole, and a call keeps those it began with.
 *
 * @param limits their time limits
 * @param acquire how long to wait for a permit
 * @param retries how they are tried again
 * @param rate how many may begin; null for any number
 * @param ratePeriod when it makes sense to ask again where the rate limit refuses; null without one
 */
public record CallRules(
    Limits limits,
    Duration acquire,
    RetryPolicy retries,
    @Nullable RateGate rate,
    @Nullable Duration ratePeriod) {}
