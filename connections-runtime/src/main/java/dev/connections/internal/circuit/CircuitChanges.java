package dev.connections.internal.circuit;

import dev.connections.monitoring.CircuitState;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the listener of a circuit what changed: in order, one after the other, and outside of the
 * circuit's lock, on whichever thread comes first. Thread-safe.
 */
final class CircuitChanges {

  private record Change(CircuitState from, CircuitState to, String reason, boolean byOperator) {}

  private final Circuit.Listener listener;
  private final Queue<Change> untold = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean telling = new AtomicBoolean();

  CircuitChanges(Circuit.Listener listener) {
    this.listener = listener;
  }

  /** Remembers it; called under the lock, so the order is that of the changes. */
  void add(CircuitState from, CircuitState to, String reason, boolean byOperator) {
    untold.add(new Change(from, to, reason, byOperator));
  }

  /** Tells what is not told yet, unless somebody is at it. */
  void tell() {
    // Looked at again after it was let go: what was added in between is nobody else's.
    while (!untold.isEmpty() && telling.compareAndSet(false, true)) {
      try {
        Change change = untold.poll();
        if (change != null) {
          listener.changed(change.from(), change.to(), change.reason(), change.byOperator());
        }
      } finally {
        telling.set(false);
      }
    }
  }
}
