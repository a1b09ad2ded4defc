package dev.connections.benchmarks;

import dev.failsafe.Bulkhead;
import dev.failsafe.BulkheadFullException;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.function.CheckedSupplier;
import java.net.ConnectException;
import java.sql.Connection;
import java.time.Duration;

/** Failsafe around the call, composed once and with the rules that ours has by default. */
final class FailsafeCalls implements AutoCloseable {

  /** Three attempts, but not of what the bulkhead or the circuit breaker turned away. */
  private static final RetryPolicy<Connection> RETRY =
      RetryPolicy.<Connection>builder()
          .abortOn(BulkheadFullException.class, CircuitBreakerOpenException.class)
          .build();

  private static final ConnectException REFUSED = new ConnectException("Connection refused");

  private final StubPool pool = new StubPool();
  private final Bulkhead<Connection> bulkhead;
  private final CircuitBreaker<Connection> circuit =
      CircuitBreaker.<Connection>builder()
          .withFailureRateThreshold(50, 20, Duration.ofSeconds(30))
          .withDelay(Duration.ofMinutes(10))
          .build();
  private final FailsafeExecutor<Connection> executor;
  private final CheckedSupplier<Connection> work;

  private FailsafeCalls(int permits, boolean timeout) {
    bulkhead = Bulkhead.of(permits);
    FailsafeExecutor<Connection> composed = Failsafe.with(RETRY).compose(bulkhead).compose(circuit);
    executor = timeout ? composed.compose(Timeout.of(Duration.ofSeconds(10))) : composed;
    work = pool::borrowAndReturn;
  }

  /** One attempt that fails; without a circuit breaker, which would open. */
  private FailsafeCalls() {
    bulkhead = Bulkhead.of(StubPool.SIZE);
    executor =
        Failsafe.with(RetryPolicy.<Connection>builder().withMaxAttempts(1).build())
            .compose(bulkhead);
    work =
        () -> {
          throw REFUSED;
        };
  }

  /** Bulkhead, circuit breaker and retry. */
  static FailsafeCalls withoutTimeout() {
    return new FailsafeCalls(StubPool.SIZE, false);
  }

  /** The same with a limit for each attempt, which sets a timer. */
  static FailsafeCalls withTimeout() {
    return new FailsafeCalls(StubPool.SIZE, true);
  }

  /** With a bulkhead whose only permit is taken. */
  static FailsafeCalls withFullBulkhead() throws InterruptedException {
    FailsafeCalls calls = new FailsafeCalls(1, false);
    calls.bulkhead.acquirePermit();
    return calls;
  }

  /** With a circuit breaker that was opened. */
  static FailsafeCalls withOpenCircuit() {
    FailsafeCalls calls = withoutTimeout();
    calls.circuit.open();
    return calls;
  }

  /** With one attempt, which fails. */
  static FailsafeCalls withFailure() {
    return new FailsafeCalls();
  }

  Connection borrowAndReturn() {
    return executor.get(work);
  }

  @Override
  public void close() {
    pool.close();
  }
}
