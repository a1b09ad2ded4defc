package dev.connections.internal.circuit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

  private final Breakers maker;
  private final boolean halfOpen;
  private volatile @Nullable CircuitBreaker engine;
  private final SuccessBuffer successes;
  private final int decisiveFailures;
  private final AtomicInteger failures = new AtomicInteger();
  private final ReentrantLock making = new ReentrantLock();

  /**
   * A breaker that has counted nothing yet.
   *
   * @param maker makes the engine when the window hears of something: successes are kept back for a
   *     while, so a process that ends soon never loads Resilience4j
   * @param halfOpen whether it counts probes
   * @param clock the one of the engine's window
   * @param windowSeconds how long a result counts
   * @param decisiveFailures how many failures open it, whatever else is answered. Resilience4j
   *     judges a half-open circuit only once all probes are answered, so that one that hangs would
   *     delay what the others have decided.
   */
  Breaker(
      Breakers maker,
      boolean halfOpen,
      SecondsClock clock,
      int windowSeconds,
      int decisiveFailures) {
    this.maker = maker;
    this.halfOpen = halfOpen;
    this.decisiveFailures = decisiveFailures;
    // While half-open, it is a success that decides.
    long quietFrom = halfOpen ? Long.MAX_VALUE : 0;
    this.successes = new SuccessBuffer(this, clock, windowSeconds, quietFrom);
  }

  /** Whether one more call may be made; while half-open, it takes the place of a probe. */
  boolean admits() {
    return engine().tryAcquirePermission();
  }

  /** A call succeeded; the time is in nanoseconds since the circuit was made, here and below. */
  void succeeded(long atNanos) {
    successes.succeeded(atNanos);
  }

  /** The engine hears of a success. How long it took is not asked: see {@link Breakers}. */
  void countSuccess() {
    engine().onSuccess(0, TimeUnit.NANOSECONDS);
  }

  void failed(long atNanos) {
    successes.fails(atNanos);
    engine().onError(0, TimeUnit.NANOSECONDS, EndpointFault.SEEN);
    if (halfOpen) {
      failures.incrementAndGet();
    }
  }

  /** An admitted call ended and says nothing: its place is free again. */
  void released() {
    if (halfOpen) { // a closed one gives no places
      engine().releasePermission();
    }
  }

  /** Frees the places of probes that have no result yet. */
  void forgetProbes(int probes) {
    for (int unanswered = probes - results(); unanswered > 0; unanswered--) {
      engine().releasePermission();
    }
  }

  /** Whether its results have led to another state. */
  boolean hasDecided() {
    CircuitBreaker made = engine;
    return made != null
        && (failures.get() >= decisiveFailures
            || made.getState()
                != (halfOpen ? CircuitBreaker.State.HALF_OPEN : CircuitBreaker.State.CLOSED));
  }

  boolean hasOpened() {
    CircuitBreaker made = engine;
    return made != null
        && (failures.get() >= decisiveFailures || made.getState() == CircuitBreaker.State.OPEN);
  }

  /** What is too old at that time does not count any more. */
  void reach(long atNanos) {
    successes.reach(atNanos);
  }

  int results() {
    successes.handOn();
    CircuitBreaker made = engine;
    return made == null ? 0 : made.getMetrics().getNumberOfBufferedCalls();
  }

  int failures() {
    successes.handOn();
    CircuitBreaker made = engine;
    return made == null ? 0 : made.getMetrics().getNumberOfFailedCalls();
  }

  private CircuitBreaker engine() {
    CircuitBreaker made = engine;
    return made == null ? makeEngine() : made;
  }

  private CircuitBreaker makeEngine() {
    making.lock();
    try {
      CircuitBreaker made = engine;
      if (made == null) {
        made = maker.engine(halfOpen);
        engine = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }
}
