package dev.connections.internal.circuit;

import dev.connections.monitoring.CircuitState;
import org.jspecify.annotations.Nullable;

/**
 * The time during which a circuit is in one state. Immutable, but for what its breaker counts.
 *
 * <p>State, number and breaker are one object, so whoever compares the number of its ticket has the
 * breaker that belongs to it: a result of an earlier era cannot reach a later one, however long its
 * thread was stopped between comparing and reporting.
 *
 * @param number counts the eras, and is part of every ticket that is given in it
 * @param breaker takes the results; null where none matter
 * @param untilNanos when OPEN or ISOLATED ends, by the monotonic clock
 * @param earliestNanos when OPEN may end if the endpoint has answered a probe; the same clock
 * @param openings how often in a row it has opened without closing in between
 * @param reason why it is in this state; for people
 */
record CircuitGeneration(
    long number,
    CircuitState state,
    @Nullable Breaker breaker,
    long untilNanos,
    long earliestNanos,
    int openings,
    String reason) {

  static final CircuitGeneration FIRST =
      new CircuitGeneration(0, CircuitState.CLOSED, null, 0, 0, 0, "it is new");

  boolean isOver(long nowNanos) {
    return untilNanos - nowNanos <= 0;
  }

  /** Whether it may end, now that the endpoint has answered a probe. */
  boolean mayEnd(long nowNanos) {
    return state == CircuitState.OPEN && earliestNanos - nowNanos <= 0;
  }

  /** Whether it may close without a probe of calls: it lets some through, or its time is over. */
  boolean mayClose(long nowNanos) {
    return switch (state) {
      case CLOSED -> false;
      case HALF_OPEN -> true;
      case OPEN, ISOLATED -> isOver(nowNanos);
    };
  }

  CircuitGeneration with(Breaker other) {
    return new CircuitGeneration(number, state, other, untilNanos, earliestNanos, openings, reason);
  }

  CircuitGeneration closed(String why) {
    return next(CircuitState.CLOSED, null, 0, 0, 0, why);
  }

  CircuitGeneration open(long until, long earliest, String why) {
    return next(CircuitState.OPEN, null, until, earliest, openings + 1, why);
  }

  CircuitGeneration halfOpen(Breaker probing, String why) {
    return next(CircuitState.HALF_OPEN, probing, 0, 0, openings, why);
  }

  CircuitGeneration isolated(long until, String why) {
    return next(CircuitState.ISOLATED, null, until, until, 0, why);
  }

  private CircuitGeneration next(
      CircuitState nextState,
      @Nullable Breaker nextBreaker,
      long until,
      long earliest,
      int times,
      String why) {
    return new CircuitGeneration(
        (number + 1) & Ticket.LAST_ERA, nextState, nextBreaker, until, earliest, times, why);
  }
}
