package dev.connections.monitoring;

import org.jspecify.annotations.Nullable;

/**
 * How many permits of an endpoint are in use at once, as the runtime has seen it 20 times a second
 * while at least one was: over the last hour or two of such time. Immutable.
 *
 * @param samples how often it looked
 * @param median so many or fewer were in use in half of the samples
 * @param most so many or fewer were in use in 999 of 1,000 samples
 * @param waiting the share of samples in which callers waited for a permit, from 0 to 1
 * @param advice another number of permits that would do better; null if there is none to give, also
 *     during the first minute of use
 */
public record PermitUse(
    long samples, int median, int most, double waiting, @Nullable SizeAdvice advice) {}
