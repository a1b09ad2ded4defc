package dev.connections.internal.permit;

import dev.connections.internal.circuit.Nanos;
import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;

/**
 * Finds out who holds a permit for suspiciously long: what has no deadline, by its age alone; an
 * attempt, once it ignores its deadline as well. Each is told once. Used by the watchdog's thread.
 */
final class LeakWatch {

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

  void look(Bulkhead bulkhead, Holder holder, long nowNanos) {
    if (nowNanos - holder.sinceNanos() < afterNanos
        || holder.isSuspected()
        || holder.isInTime(nowNanos)) {
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
