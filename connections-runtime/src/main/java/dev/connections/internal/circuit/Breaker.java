package dev.connections.internal.circuit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Resilience4j's circuit breaker, used for one generation of a {@link Circuit} and then discarded:
 * it counts results and decides once, to open or to close. Thread-safe.
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
  private final SuccessBuffer successes;
  private final int decisiveFailures;
  private final AtomicInteger failures = new AtomicInteger();

  /**
   * A breaker that has counted nothing yet.
   *
   * @param clock the one of the engine's window
   * @param windowSeconds how long a result counts
   * @param decisiveFailures how many failures open it, whatever else is answered. Resilience4j
   *     judges a half-open circuit only once all probes are answered, so that one that hangs would
   *     delay what the others have decided.
   */
  Breaker(CircuitBreaker engine, SecondsClock clock, int windowSeconds, int decisiveFailures) {
    this.engine = engine;
    this.decisiveFailures = decisiveFailures;
    this.initial = engine.getState();
    // While half-open, it is a success that decides.
    long quietFrom = initial == CircuitBreaker.State.CLOSED ? 0 : Long.MAX_VALUE;
    this.successes = new SuccessBuffer(this, clock, windowSeconds, quietFrom);
  }

  /** Whether one more call may be made; while half-open, it takes the place of a probe. */
  boolean admits() {
    return engine.tryAcquirePermission();
  }

  /** A call succeeded; the time is in nanoseconds since the circuit was made, here and below. */
  void succeeded(long atNanos) {
    successes.succeeded(atNanos);
  }

  /** The engine hears of a success. How long it took is not asked: see {@link Breakers}. */
  void countSuccess() {
    engine.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  void failed(long atNanos) {
    successes.fails(atNanos);
    engine.onError(0, TimeUnit.NANOSECONDS, EndpointFault.SEEN);
    if (initial == CircuitBreaker.State.HALF_OPEN) {
      failures.incrementAndGet();
    }
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
    return failures.get() >= decisiveFailures || engine.getState() != initial;
  }

  boolean hasOpened() {
    return failures.get() >= decisiveFailures || engine.getState() == CircuitBreaker.State.OPEN;
  }

  /** What is too old at that time does not count any more. */
  void reach(long atNanos) {
    successes.reach(atNanos);
  }

  int results() {
    successes.handOn();
    return engine.getMetrics().getNumberOfBufferedCalls();
  }

  int failures() {
    successes.handOn();
    return engine.getMetrics().getNumberOfFailedCalls();
  }
}
