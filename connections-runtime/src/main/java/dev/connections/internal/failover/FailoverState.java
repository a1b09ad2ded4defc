package dev.connections.internal.failover;

import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What failover remembers, and what it does next: the rule alone, without clocks and locks.
 * Immutable.
 *
 * @param outage the outage of the active endpoint; null while that is usable
 * @param pinned whether an operator has chosen the active endpoint
 * @param allDownReported whether it was reported that no endpoint is usable
 */
record FailoverState(@Nullable Outage outage, boolean pinned, boolean allDownReported) {

  /** Since when an endpoint that should be in use has not been usable. */
  record Outage(ManagedEndpoint<?> endpoint, long sinceNanos) {}

  /**
   * What is seen of the active endpoint at one moment.
   *
   * @param usable whether it is usable and takes writes
   * @param takesWrites whether it takes writes, as far as is known
   * @param preferred whether no other one is preferred to it
   */
  record Facts(
      ManagedEndpoint<?> active,
      boolean usable,
      boolean takesWrites,
      boolean preferred,
      long nowNanos) {}

  /** What to do. */
  enum Decision {
    /** All is well. */
    STAY,
    /** The active endpoint is not usable, and is waited for. */
    WAIT,
    /** Another endpoint should take over. */
    FAIL_OVER,
    /** A preferred endpoint may take over, once it has been healthy for long enough. */
    FAIL_BACK
  }

  static final FailoverState INITIAL = new FailoverState(null, false, false);

  FailoverState after(Facts facts) {
    if (facts.usable()) {
      return outage == null && !allDownReported ? this : new FailoverState(null, pinned, false);
    }
    return outage != null && outage.endpoint() == facts.active()
        ? this
        : new FailoverState(new Outage(facts.active(), facts.nowNanos()), pinned, allDownReported);
  }

  FailoverState switched(boolean byOperator) {
    return new FailoverState(null, byOperator, false);
  }

  FailoverState reportedAllDown() {
    return new FailoverState(outage, pinned, true);
  }

  Decision decide(Facts facts, Failover settings) {
    if (!facts.usable()) {
      return graceLeft(facts, settings).isZero() ? Decision.FAIL_OVER : Decision.WAIT;
    }
    return !pinned && !facts.preferred() && settings.failBack().isPresent()
        ? Decision.FAIL_BACK
        : Decision.STAY;
  }

  /** How much longer the active endpoint, which is not usable, is waited for. */
  Duration graceLeft(Facts facts, Failover settings) {
    if (outage == null || !facts.takesWrites()) {
      return Duration.ZERO; // a server that takes no writes is not waited for
    }
    Duration left = settings.grace().minusNanos(facts.nowNanos() - outage.sinceNanos());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
