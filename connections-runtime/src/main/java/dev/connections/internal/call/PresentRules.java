package dev.connections.internal.call;

import dev.connections.TimeSource;
import dev.connections.internal.failure.Limits;
import dev.connections.internal.failure.PresentLimits;
import dev.connections.internal.retry.RateGate;
import dev.connections.internal.retry.RetryPolicy;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.RateLimit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The settings of one connection at this moment, as the rules of its calls. Thread-safe. */
public final class PresentRules implements PresentLimits {

  private final TimeSource time;
  private final RandomGenerator random;
  private volatile CallRules rules;

  public PresentRules(ConnectionSettings settings, TimeSource time, RandomGenerator random) {
    this.time = time;
    this.random = random;
    ResilienceSettings resilience = settings.resilience();
    this.rules = rules(settings, retries(resilience), rate(resilience));
  }

  /**
   * Calls that begin from now on follow other settings. Retry budget and rate limit go on where
   * their settings are as before. One caller at a time.
   */
  public void follow(ConnectionSettings next) {
    CallRules before = rules;
    ResilienceSettings former = before.settings().resilience();
    ResilienceSettings resilience = next.resilience();
    rules =
        rules(
            next,
            former.retry().equals(resilience.retry()) ? before.retries() : retries(resilience),
            former.rateLimit().equals(resilience.rateLimit()) ? before.rate() : rate(resilience));
  }

  private CallRules rules(
      ConnectionSettings settings, RetryPolicy retries, @Nullable RateGate rate) {
    return new CallRules(
        settings, new Limits(settings.name(), settings.timeouts(), time), retries, rate);
  }

  private RetryPolicy retries(ResilienceSettings resilience) {
    return new RetryPolicy(resilience.retry(), time, random);
  }

  private @Nullable RateGate rate(ResilienceSettings resilience) {
    RateLimit limit = resilience.rateLimit().orElse(null);
    return limit == null ? null : new RateGate(limit, time);
  }

  CallRules get() {
    return rules;
  }

  public ConnectionSettings settings() {
    return rules.settings();
  }

  @Override
  public Limits limits() {
    return rules.limits();
  }

  public RetryPolicy retries() {
    return rules.retries();
  }

  @Override
  public double retryBudget() {
    return retries().available(time.nanoTime());
  }
}
