package dev.connections.internal.circuit;

import dev.connections.spi.settings.ResilienceSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;

/** Makes the breakers of one circuit: all that is set in Resilience4j is set here. Immutable. */
final class Breakers {

  /** 146 years: Resilience4j never ends the open state, {@link Circuit} does. */
  private static final Duration NEVER = Duration.ofNanos(Nanos.MAX);

  /** Resilience4j rejects a threshold of nothing; this opens at the first failure as well. */
  private static final float LEAST_PERCENT = 0.000_1f;

  private final ResilienceSettings.Circuit settings;
  private final int windowSeconds;
  private final int decisiveFailures;
  private final SecondsClock clock = new SecondsClock();

  Breakers(ResilienceSettings.Circuit settings) {
    this.settings = settings;
    this.windowSeconds = windowSeconds(settings.window());
    this.decisiveFailures = decisiveFailures(settings);
  }

  /** What counts for one breaker. */
  CircuitBreaker engine(boolean halfOpen) {
    return halfOpen
        ? CircuitBreaker.of(
            "half-open", configured().initialState(CircuitBreaker.State.HALF_OPEN).build())
        : CircuitBreaker.of("closed", configured().build());
  }

  private CircuitBreakerConfig.Builder configured() {
    return CircuitBreakerConfig.custom()
        // Not the lock-free window: it reads the machine's clock whatever clock it is given, and
        // was slower with 1, 2 and 16 threads (design notes).
        .slidingWindow(
            windowSeconds,
            settings.minimumCalls(),
            SlidingWindowType.TIME_BASED,
            SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
        .failureRateThreshold(percent(settings))
        .permittedNumberOfCallsInHalfOpenState(settings.probes())
        .waitDurationInOpenState(NEVER)
        // By default calls of more than a minute would open it although all succeeded.
        .slowCallDurationThreshold(NEVER)
        .clock(clock);
  }

  private static float percent(ResilienceSettings.Circuit settings) {
    float percent = (float) (settings.failureRate().asFraction() * 100);
    return Math.min(100, Math.max(LEAST_PERCENT, percent));
  }

  /** The fewest failed probes that reach the rate even if all others succeed. */
  private static int decisiveFailures(ResilienceSettings.Circuit settings) {
    int judged = Math.min(settings.probes(), settings.minimumCalls());
    int failures = 1;
    while (failures < judged && failures * 100f / judged < percent(settings)) {
      failures++;
    }
    return failures;
  }

  private static int windowSeconds(Duration window) {
    long seconds = window.toSeconds() + (window.toNanosPart() > 0 ? 1 : 0);
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, seconds));
  }

  /** One that lets calls through and opens when too many fail. */
  Breaker closed() {
    return new Breaker(this, false, clock, windowSeconds, Integer.MAX_VALUE);
  }

  /** One that lets so many probes through; opens when enough failed, closes when enough did not. */
  Breaker halfOpen() {
    return new Breaker(this, true, clock, windowSeconds, decisiveFailures);
  }
}
