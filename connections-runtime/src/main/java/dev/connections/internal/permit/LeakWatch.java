package dev.connections.internal.permit;

import dev.connections.internal.circuit.Nanos;
import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;

/**
 * Finds out who holds a permit for suspiciously long: what has no deadline, by its age alone; an
 * attempt, once it ignores its deadline as well. Each is told once. Used by the watchdog's thread.
 */
final class LeakWatch {

  /**
   * Told no sooner than at so many beats after it is overdue, about a second in which the process
   * was running: whoever was frozen with its deadline, or has to load the classes of its failure
   * first, gives the permit back by then. Beats and not the clock, which goes on while the process
   * stands still.
   */
  private static final int BEATS =
      (int) (Duration.ofSeconds(1).toNanos() / Watchdog.TICK.toNanos());

  private final long afterNanos;
  private final LeakReports reports;

  /**
   * A watch over the holders of one bulkhead.
   *
   * @param after how long is suspicious
   */
  LeakWatch(Duration after, LeakReports reports) {
    this.afterNanos = Nanos.of(after);
    this.reports = reports;
  }

  /**
   * Looks at a holder.
   *
   * @param beat whether a tick has passed since the last beat by the machine's clock
   */
  void look(Bulkhead bulkhead, Holder holder, long nowNanos, boolean beat) {
    if (nowNanos - holder.sinceNanos() < afterNanos
        || holder.isSuspected()
        || holder.isInTime(nowNanos)
        || !beat
        || !holder.isOverdueFor(BEATS)) {
      return;
    }
    LeaseHolder seen = holder.describeInFull(nowNanos);
    // Still there after its thread was looked at: so what was seen is what it does while it holds.
    if (bulkhead.holds(holder)) {
      holder.suspected();
      reports.tell(seen);
    }
  }
}
