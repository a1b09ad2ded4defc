package dev.connections.internal.circuit;

import dev.connections.TimeSource;
import dev.connections.monitoring.CircuitState;
import dev.connections.spi.settings.ResilienceSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one endpoint. Resilience4j counts and decides; the states, their times and
 * what a late result is worth are ours, because Resilience4j lets a result of one state count in
 * the next, keeps a lost probe forever, and measures by the wall clock. Thread-safe.
 *
 * <p>Each state is an {@link CircuitGeneration} with a {@link Breaker} of its own. A call that is
 * let through gets a ticket of the era; its result counts in that era or not at all. Only what an
 * endpoint is to blame for may be reported as failed; a full bulkhead, a deadline that was over
 * before or the caller's own exception is {@link #released}.
 *
 * <p>While no state changes, calls take no lock of ours. Nothing of Resilience4j is loaded before
 * its window hears of a result.
 */
public final class Circuit {

  /** What {@link #acquire} gives instead of a ticket. */
  public static final long REJECTED = -1;

  private final ResilienceSettings.Circuit settings;
  private final TimeSource time;
  private final long startNanos;
  private final long slowNanos;
  private final long probeExpiryNanos;
  private final OpenTime openTime;
  private final CircuitChanges changes;

  private final ReentrantLock changing = new ReentrantLock();
  private @Nullable Breakers breakers;
  private volatile CircuitGeneration era = CircuitGeneration.FIRST;

  /** When the latest probe was let through. */
  private volatile long lastProbeNanos;

  /**
   * A closed circuit.
   *
   * @param jitter where the differences of open times come from; only used under a lock
   * @param listener is given each change, in their order and outside of the circuit's lock
   */
  public Circuit(
      ResilienceSettings.Circuit settings,
      TimeSource time,
      RandomGenerator jitter,
      Consumer<CircuitChange> listener) {
    this.settings = settings;
    this.time = time;
    this.startNanos = time.nanoTime();
    this.slowNanos = settings.slowCall().map(Nanos::of).orElse(Long.MAX_VALUE);
    // Longer than that no endpoint is left alone, so for longer no lost probe may bar the way.
    this.probeExpiryNanos = Nanos.of(settings.maxOpenFor());
    this.openTime = new OpenTime(settings, jitter);
    this.changes = new CircuitChanges(listener);
  }

  public CircuitState state() {
    return era.state();
  }

  /**
   * Whether a call would be refused now, for the time of an open circuit or by an operator. Takes
   * nothing; a half-open circuit is asked with {@link #acquire} alone.
   */
  public boolean rejects(long nowNanos) {
    CircuitGeneration seen = era;
    return switch (seen.state()) {
      case CLOSED, HALF_OPEN -> false;
      case OPEN -> !seen.isOver(nowNanos);
      case ISOLATED -> !isolationEnds(seen, nowNanos);
    };
  }

  /** Whether an operator keeps everything away from it. */
  public boolean isIsolated() {
    CircuitGeneration seen = era;
    return seen.state() == CircuitState.ISOLATED && !seen.isOver(time.nanoTime());
  }

  /** The endpoint was away and is back: an open circuit lets calls try it at once. */
  public void reconnected() {
    CircuitGeneration seen = era;
    if (seen.state() == CircuitState.OPEN) {
      halfOpen(seen, "it was reconnected");
    }
  }

  /**
   * The endpoint has answered a probe, which does not say that it can do the work that failed: an
   * open circuit lets calls try it once a part of its time is over.
   */
  public void probeAnswered() {
    CircuitGeneration seen = era;
    if (seen.mayEnd(time.nanoTime())) {
      halfOpen(seen, "a probe was answered");
    }
  }

  /**
   * The endpoint has answered probes for long although no call came to it, and now all calls go
   * there: it is closed, since half open it would reject most of them. What is open or isolated
   * stays so until its time is over.
   */
  public void provenHealthy(String reason) {
    CircuitGeneration seen = era;
    if (seen.mayClose(time.nanoTime())) {
      follow(seen, () -> seen.closed(reason));
    }
  }

  /** How long until the answer to a probe can end an open circuit; zero if it can, or never. */
  public Duration untilProbeHelps() {
    CircuitGeneration seen = era;
    return seen.state() == CircuitState.OPEN
        ? Duration.ofNanos(Math.max(0, seen.earliestNanos() - time.nanoTime()))
        : Duration.ZERO;
  }

  /** A ticket, whose holder reports exactly once how the call ended; or {@link #REJECTED}. */
  public long acquire(long nowNanos) {
    CircuitGeneration seen = era;
    Breaker breaker = seen.breaker();
    if (breaker == null) {
      return acquireWithoutBreaker(seen, nowNanos);
    }
    // A closed era is not asked for permission. Resilience4j opens in two steps, and rejects
    // already between them; until the era changes a call is as good as one a moment ago.
    return seen.state() == CircuitState.CLOSED
        ? ticket(seen, nowNanos)
        : acquireProbe(seen, breaker, nowNanos);
  }

  private long ticket(CircuitGeneration seen, long nowNanos) {
    return Ticket.of(seen, Math.max(0, nowNanos - startNanos));
  }

  private long acquireWithoutBreaker(CircuitGeneration seen, long nowNanos) {
    boolean moved =
        switch (seen.state()) {
          case CLOSED -> settings.enabled() && beginsToCount(seen);
          case OPEN -> seen.isOver(nowNanos) && halfOpen(seen, "its time is over");
          case ISOLATED -> isolationEnds(seen, nowNanos);
          case HALF_OPEN -> throw new IllegalStateException("half-open without a breaker");
        };
    if (moved) {
      return acquire(nowNanos);
    }
    return seen.state() == CircuitState.CLOSED ? ticket(seen, nowNanos) : REJECTED;
  }

  private long acquireProbe(CircuitGeneration seen, Breaker breaker, long nowNanos) {
    if (breaker.admits()) {
      lastProbeNanos = nowNanos;
      return ticket(seen, nowNanos);
    }
    if (breaker.hasDecided()) {
      conclude(seen, breaker);
      return acquire(nowNanos);
    }
    return forgetsProbes(seen, breaker, nowNanos) ? acquire(nowNanos) : REJECTED;
  }

  /** The call succeeded; one that took too long counts as failed. */
  public void succeeded(long ticket, long tookNanos) {
    report(ticket, tookNanos, tookNanos >= slowNanos);
  }

  /** The call failed, and the endpoint is to blame. */
  public void failed(long ticket, long tookNanos) {
    report(ticket, tookNanos, true);
  }

  /** The call ended, and says nothing about the endpoint. */
  public void released(long ticket) {
    CircuitGeneration seen = era;
    Breaker breaker = seen.breaker();
    if (breaker != null && Ticket.isOf(seen, ticket)) {
      breaker.released();
    }
  }

  private void report(long ticket, long tookNanos, boolean failure) {
    CircuitGeneration seen = era;
    Breaker breaker = seen.breaker();
    if (breaker == null || !Ticket.isOf(seen, ticket)) {
      return; // of an earlier era: neither evidence nor a place to give back
    }
    long atNanos = Ticket.nanosSinceStart(ticket) + tookNanos;
    if (failure) {
      breaker.failed(atNanos);
    } else {
      breaker.succeeded(atNanos);
    }
    if (breaker.hasDecided()) {
      conclude(seen, breaker);
    }
  }

  /** How long it will refuse; zero if it does not, or if its time is over. */
  public Duration retryAfter(long nowNanos) {
    CircuitGeneration seen = era;
    return seen.state() == CircuitState.OPEN || seen.state() == CircuitState.ISOLATED
        ? Duration.ofNanos(Math.max(0, seen.untilNanos() - nowNanos))
        : Duration.ZERO;
  }

  /**
   * Rejects everything for some time, for an operator; isolating again sets the time again.
   *
   * @throws IllegalArgumentException if the time is zero or negative
   */
  public void isolate(Duration expiry, String reason) {
    if (expiry.isZero() || expiry.isNegative()) {
      throw new IllegalArgumentException(
          "The expiry of an isolation must be positive, but was " + expiry);
    }
    change(() -> become(era.isolated(time.nanoTime() + Nanos.of(expiry), reason), true));
  }

  /** Closes it, for an operator, and forgets all results. */
  public void reset(String reason) {
    change(() -> become(era.closed(reason), true));
  }

  /** What a call lets happen that finds the breaker decided. */
  private void conclude(CircuitGeneration seen, Breaker breaker) {
    follow(
        seen,
        () -> breaker.hasOpened() ? opened(seen, breaker) : seen.closed("the probes succeeded"));
  }

  private CircuitGeneration opened(CircuitGeneration seen, Breaker breaker) {
    long now = time.nanoTime();
    long openFor = openTime.draw(seen.openings() + 1);
    return seen.open(now + openFor, now + OpenTime.enough(openFor), CircuitText.failures(breaker));
  }

  private boolean beginsToCount(CircuitGeneration seen) {
    changing.lock();
    try {
      if (era == seen) {
        era = seen.with(breakers().closed());
      }
    } finally {
      changing.unlock();
    }
    return true;
  }

  private boolean halfOpen(CircuitGeneration seen, String reason) {
    follow(seen, () -> seen.halfOpen(breakers().halfOpen(), reason));
    return true;
  }

  /** No one knows how the endpoint is after it, so it is probed, unless circuits are off. */
  private boolean isolationEnds(CircuitGeneration seen, long nowNanos) {
    if (!seen.isOver(nowNanos)) {
      return false;
    }
    String reason = "its isolation is over";
    if (settings.enabled()) {
      return halfOpen(seen, reason);
    }
    follow(seen, () -> seen.closed(reason));
    return true;
  }

  /**
   * Lets others take the places of probes that have been out for too long. The era stays, so those
   * may still report. Resilience4j's own limit runs on a thread and a clock of its own, and opens a
   * circuit to which too few calls came.
   */
  private boolean forgetsProbes(CircuitGeneration seen, Breaker breaker, long nowNanos) {
    if (nowNanos - lastProbeNanos < probeExpiryNanos) {
      return false;
    }
    changing.lock();
    try {
      if (era == seen && nowNanos - lastProbeNanos >= probeExpiryNanos) {
        lastProbeNanos = nowNanos;
        breaker.forgetProbes(settings.probes());
      }
    } finally {
      changing.unlock();
    }
    return true;
  }

  private Breakers breakers() {
    Breakers made = breakers;
    if (made == null) {
      made = new Breakers(settings);
      breakers = made;
    }
    return made;
  }

  /** One state follows another, unless that is over already. */
  private void follow(CircuitGeneration seen, Supplier<CircuitGeneration> next) {
    change(
        () -> {
          if (era == seen) {
            become(next.get(), false);
          }
        });
  }

  private void change(Runnable change) {
    changing.lock();
    try {
      change.run();
    } finally {
      changing.unlock();
    }
    changes.deliver();
  }

  private void become(CircuitGeneration next, boolean byOperator) {
    CircuitState before = era.state();
    if (next.state() == CircuitState.HALF_OPEN) {
      lastProbeNanos = time.nanoTime();
    }
    era = next;
    if (next.state() != before) {
      changes.add(new CircuitChange(before, next.state(), next.reason(), byOperator));
    }
  }

  /** State and evidence, in one short phrase. */
  public String describe() {
    return describeLater().toString();
  }

  /** The same as it is now; its text may be written later. */
  public Serializable describeLater() {
    long nowNanos = time.nanoTime();
    return CircuitText.of(era, nowNanos, nowNanos - startNanos, settings.probes());
  }
}
