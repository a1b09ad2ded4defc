package dev.connections.internal.retry;

import dev.connections.TimeSource;
import dev.connections.internal.circuit.Nanos;
import dev.connections.spi.settings.ResilienceSettings;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many operations of a connection may begin in a period. After a quiet period so many may begin
 * at once, and then one after each part of it; so no period ever sees twice as many or more. Takes
 * no lock, allocates nothing, and does not wait itself. Thread-safe.
 *
 * <p>Not Resilience4j's rate limiter: its patience is one setting for all calls, while ours is what
 * the deadline of each leaves; and it allocates for each call and parks the thread when two meet.
 *
 * <p>It keeps one number: when the next one could begin if all came as early as they may. Whoever
 * comes moves it on by one part; how far it then lies beyond one period from now is the wait.
 */
public final class RateGate {

  /** What {@link #reserve} gives if it would take too long. */
  static final long TOO_LONG = -1;

  private final long startNanos;
  private final long partNanos;
  private final long periodNanos;
  private final AtomicLong bookedUntil = new AtomicLong();

  public RateGate(ResilienceSettings.RateLimit settings, TimeSource time) {
    this.startNanos = time.nanoTime();
    long period = Math.max(1, Nanos.of(settings.period()));
    // Rounded up, so that the rate is never exceeded; more than one a nanosecond is no limit.
    this.partNanos = 1 + (period - 1) / settings.permits();
    this.periodNanos = partNanos * settings.permits();
  }

  /**
   * Books the next place: it is the caller's, who begins after waiting for it.
   *
   * @return how many nanoseconds to wait, or {@link #TOO_LONG} if that is more than {@code
   *     maxWaitNanos}; then nothing is booked
   */
  public long reserve(long nowNanos, long maxWaitNanos) {
    long elapsed = Math.max(0, nowNanos - startNanos);
    while (true) {
      long booked = bookedUntil.get();
      long next = Math.max(booked, elapsed) + partNanos;
      long wait = Math.max(0, next - elapsed - periodNanos);
      if (wait > maxWaitNanos) {
        return TOO_LONG;
      }
      if (bookedUntil.compareAndSet(booked, next)) {
        return wait;
      }
    }
  }

  /** Who booked a place does not begin after all: those who come from now on wait less by it. */
  public void giveBack() {
    bookedUntil.addAndGet(-partNanos);
  }
}
