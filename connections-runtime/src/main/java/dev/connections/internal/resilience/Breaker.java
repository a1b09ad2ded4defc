package dev.connections.internal.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;

/**
 * Resilience4j's circuit breaker, used for one era of a {@link Circuit} and then thrown away: it
 * counts results and decides once, to open or to close. Thread-safe.
 *
 * <p>It has no event consumers: with a single one Resilience4j would make an event, with a reading
 * of the wall clock, for each call.
 */
final class Breaker {

  /** Every failure looks the same to Resilience4j, so none of their texts can stay there. */
  private static final class EndpointFault extends Exception {
    private static final long serialVersionUID = 1;
    static final EndpointFault SEEN = new EndpointFault();

    private EndpointFault() {
      super("the endpoint failed", null, false, false);
    }
  }

  private final CircuitBreaker engine;
  private final CircuitBreaker.State initial;

  Breaker(CircuitBreaker engine) {
    this.engine = engine;
    this.initial = engine.getState();
  }

  /** Whether one more call may be made; while half-open, it takes the place of a probe. */
  boolean admits() {
    return engine.tryAcquirePermission();
  }

  void succeeded(long tookNanos) {
    engine.onSuccess(tookNanos, TimeUnit.NANOSECONDS);
  }

  void failed(long tookNanos) {
    engine.onError(tookNanos, TimeUnit.NANOSECONDS, EndpointFault.SEEN);
  }

  /** An admitted call ended and says nothing: its place is free again. */
  void released() {
    engine.releasePermission();
  }

  /** Frees the places of probes that have no result yet. */
  void forgetProbes(int probes) {
    for (int unanswered = probes - results(); unanswered > 0; unanswered--) {
      engine.releasePermission();
    }
  }

  /** Whether its results have led to another state. */
  boolean hasDecided() {
    return engine.getState() != initial;
  }

  boolean hasOpened() {
    return engine.getState() == CircuitBreaker.State.OPEN;
  }

  int results() {
    return engine.getMetrics().getNumberOfBufferedCalls();
  }

  int failures() {
    return engine.getMetrics().getNumberOfFailedCalls();
  }
}
