package dev.connections.stress;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.Holder;
import dev.connections.internal.permit.Watchdog;
import java.time.Duration;

/** Bulkheads that nobody watches. */
final class Places {

  private static final Watchdog WATCHDOG = new Watchdog(TimeSource.system());

  /** Long enough that a test notices who is not woken. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Places() {}

  static Bulkhead bulkhead(int permits, int maxWaiting) {
    return new Bulkhead(permits, maxWaiting, TimeSource.system(), WATCHDOG);
  }

  /** How entering ended. */
  static Object enter(Bulkhead bulkhead, Holder holder) {
    try {
      return bulkhead.enter(holder, Deadline.after(PATIENCE, TimeSource.system()), PATIENCE);
    } catch (InterruptedException interrupt) {
      return "INTERRUPTED";
    }
  }
}
