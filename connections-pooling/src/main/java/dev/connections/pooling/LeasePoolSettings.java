package dev.connections.pooling;

import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/**
 * The settings of a {@link PooledConnection}'s pool; can be a component of a configuration record.
 * Immutable.
 *
 * @param maxSize how many resources there may be at most; 10 by default
 * @param minIdle how many are kept ready although no caller uses them; 0 by default, at most {@code
 *     maxSize}
 * @param maxIdle how long a resource beyond {@code minIdle} may lie unused; 5 minutes by default,
 *     at most a year
 * @param maxLifetime how long a resource may live; 30 minutes by default, shortened by up to a
 *     tenth at random so that resources do not die together; at most a year
 */
public record LeasePoolSettings(
    @Description("How many resources there may be; also how many operations and leases run at once")
        @DefaultValue("10")
        @Min(1)
        @Max(1000)
        int maxSize,
    @Description(
            "How many idle resources are kept ready; at most maxSize. For calls that come in"
                + " bursts")
        @DefaultValue("0")
        @PositiveOrZero
        int minIdle,
    @Description(
            "How long a resource beyond minIdle may be idle before it is closed; shorter than the"
                + " time after which the server closes it")
        @DefaultValue("5m")
        Duration maxIdle,
    @Description(
            "How long a resource may live, shortened by up to a tenth at random so that not all"
                + " are replaced at once")
        @DefaultValue("30m")
        Duration maxLifetime) {

  /** As for timeouts: what is meant to last forever must not overflow. */
  private static final Duration LONGEST = Duration.ofDays(365);

  /** The defaults: 10 resources, none kept ready, 5 minutes idle, 30 minutes in all. */
  public static final LeasePoolSettings DEFAULT =
      new LeasePoolSettings(10, 0, Duration.ofMinutes(5), Duration.ofMinutes(30));

  /**
   * Checks the settings together.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public LeasePoolSettings {
    if (maxSize < 1 || maxSize > 1000) {
      throw new IllegalArgumentException("maxSize must be 1 to 1000, but was " + maxSize);
    }
    if (minIdle < 0 || minIdle > maxSize) {
      throw new IllegalArgumentException(
          "minIdle must be 0 to maxSize ("
              + maxSize
              + "), but was "
              + minIdle
              + ": lower minIdle or raise maxSize");
    }
    requireWithinLimits("maxIdle", maxIdle);
    requireWithinLimits("maxLifetime", maxLifetime);
  }

  private static void requireWithinLimits(String setting, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(setting + " must be positive, but was " + value);
    }
    if (value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(setting + " must be at most 365d, but was " + value);
    }
  }
}
