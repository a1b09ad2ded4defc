package dev.connections.internal.retry;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How a connection retries: attempts, backoff, and the budget that all its calls share. */
public final class RetryPolicy {

  /**
   * So often a refused credential is read again: servers lock accounts after too many failed
   * logins.
   */
  private static final long CREDENTIALS_NANOS = Duration.ofSeconds(30).toNanos();

  private final ResilienceSettings.Retry settings;
  private final RetryBudget budget;
  private final Backoff backoff;
  private final AtomicLong refreshedAt;

  public RetryPolicy(ResilienceSettings.Retry settings, TimeSource time, RandomGenerator random) {
    this.settings = settings;
    this.budget = new RetryBudget(settings.budget(), time);
    this.backoff = new Backoff(settings, random);
    this.refreshedAt = new AtomicLong(time.nanoTime() - CREDENTIALS_NANOS);
  }

  /** How many retries there are before the first call. */
  public static double atFirst(ResilienceSettings.Retry settings) {
    return settings.budget().perSecond();
  }

  /** A call begins, which earns a part of a retry. */
  public void deposit(long nowNanos) {
    budget.deposit(nowNanos);
  }

  public boolean withdraw(long nowNanos) {
    return budget.withdraw(nowNanos);
  }

  public double available(long nowNanos) {
    return budget.available(nowNanos);
  }

  public int maxAttempts(Operation operation) {
    return operation.maxAttempts() > 0 ? operation.maxAttempts() : settings.maxAttempts();
  }

  public Duration backoff(int failedAttempts, @Nullable Duration retryAfter) {
    return backoff.delay(failedAttempts, retryAfter);
  }

  public boolean mayRefreshCredentials(long nowNanos) {
    long before = refreshedAt.get();
    return nowNanos - before >= CREDENTIALS_NANOS && refreshedAt.compareAndSet(before, nowNanos);
  }
}
