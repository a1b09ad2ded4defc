package dev.connections.benchmarks;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.functions.CheckedSupplier;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.net.ConnectException;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Resilience4j around the call, composed once and with the rules that ours has by default. */
final class ResilienceCalls implements AutoCloseable {

  /** Three attempts, but not of what the bulkhead or the circuit breaker turned away. */
  private static final RetryConfig RETRY =
      RetryConfig.custom()
          .ignoreExceptions(BulkheadFullException.class, CallNotPermittedException.class)
          .build();

  private static final ConnectException REFUSED = new ConnectException("Connection refused");

  private final StubPool pool = new StubPool();
  private final ExecutorService executor = Executors.newFixedThreadPool(StubPool.SIZE);
  private final Bulkhead bulkhead;
  private final CircuitBreaker circuit;
  private final CheckedSupplier<Connection> call;

  private ResilienceCalls(int permits, boolean timeLimiter) {
    this(permits, RETRY, timeLimiter, false);
  }

  private ResilienceCalls(int permits, RetryConfig retry, boolean timeLimiter, boolean failing) {
    bulkhead = Bulkhead.of("stub", BulkheadConfig.custom().maxConcurrentCalls(permits).build());
    circuit =
        CircuitBreaker.of(
            "stub",
            CircuitBreakerConfig.custom()
                .slidingWindow(30, 20, SlidingWindowType.TIME_BASED)
                .build());
    CheckedSupplier<Connection> work =
        timeLimiter ? limited() : failing ? ResilienceCalls::fail : pool::borrowAndReturn;
    call =
        Retry.decorateCheckedSupplier(
            Retry.of("stub", retry),
            Bulkhead.decorateCheckedSupplier(
                bulkhead, CircuitBreaker.decorateCheckedSupplier(circuit, work)));
  }

  private CheckedSupplier<Connection> limited() {
    TimeLimiter limiter =
        TimeLimiter.of(TimeLimiterConfig.custom().timeoutDuration(Duration.ofSeconds(10)).build());
    Callable<Connection> work = pool::borrowAndReturn;
    Callable<Connection> limited =
        TimeLimiter.decorateFutureSupplier(limiter, () -> executor.submit(work));
    return limited::call;
  }

  /** Bulkhead, circuit breaker and retry. */
  static ResilienceCalls withoutTimeout() {
    return new ResilienceCalls(StubPool.SIZE, false);
  }

  /** The same with a limit for each attempt, which takes another thread. */
  static ResilienceCalls withTimeLimiter() {
    return new ResilienceCalls(StubPool.SIZE, true);
  }

  /** With a bulkhead whose only permit is taken. */
  static ResilienceCalls withFullBulkhead() {
    ResilienceCalls calls = new ResilienceCalls(1, false);
    calls.bulkhead.acquirePermission();
    return calls;
  }

  /** With a circuit breaker that was opened. */
  static ResilienceCalls withOpenCircuit() {
    ResilienceCalls calls = new ResilienceCalls(StubPool.SIZE, false);
    calls.circuit.transitionToForcedOpenState();
    return calls;
  }

  /** With one attempt, which fails; its circuit breaker never opens. */
  static ResilienceCalls withFailure() {
    RetryConfig once = RetryConfig.custom().maxAttempts(1).build();
    ResilienceCalls calls = new ResilienceCalls(StubPool.SIZE, once, false, true);
    calls.circuit.transitionToDisabledState();
    return calls;
  }

  private static Connection fail() throws ConnectException {
    throw REFUSED;
  }

  Connection borrowAndReturn() throws Throwable {
    return call.get();
  }

  @Override
  public void close() {
    executor.shutdown();
    pool.close();
  }
}
