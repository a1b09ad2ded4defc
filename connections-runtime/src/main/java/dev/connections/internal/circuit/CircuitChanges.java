package dev.connections.internal.circuit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Delivers the changes of a circuit: in order, one after the other, and outside of the circuit's
 * lock, on whichever thread comes first. Thread-safe.
 */
final class CircuitChanges {

  private final Consumer<CircuitChange> listener;
  private final Queue<CircuitChange> pending = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean delivering = new AtomicBoolean();

  CircuitChanges(Consumer<CircuitChange> listener) {
    this.listener = listener;
  }

  /** Remembers it; called under the circuit's lock, so the order is that of the changes. */
  void add(CircuitChange change) {
    pending.add(change);
  }

  /** Delivers what is pending, unless another thread is doing so. */
  void deliver() {
    // Looked at again after it was released: what was added in between is left to this thread.
    while (!pending.isEmpty() && delivering.compareAndSet(false, true)) {
      try {
        CircuitChange change = pending.poll();
        if (change != null) {
          listener.accept(change);
        }
      } finally {
        delivering.set(false);
      }
    }
  }
}
