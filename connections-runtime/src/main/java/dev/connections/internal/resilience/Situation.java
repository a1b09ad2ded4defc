package dev.connections.internal.resilience;

import dev.connections.PoolStatistics;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.spi.Endpoint;
import java.util.function.Supplier;

/** How a connection stands, in one line for a diagnosis. Never does I/O. Thread-safe. */
final class Situation implements Supplier<String> {

  private final LifecycleMachine machine;
  private final LazyBulkhead bulkhead;
  private final Endpoint endpoint;

  Situation(LifecycleMachine machine, LazyBulkhead bulkhead, Endpoint endpoint) {
    this.machine = machine;
    this.bulkhead = bulkhead;
    this.endpoint = endpoint;
  }

  @Override
  public String get() {
    StringBuilder line = new StringBuilder(machine.state().name());
    Bulkhead permits = bulkhead.ifMade();
    if (permits != null) {
      line.append("; permits ")
          .append(permits.inFlight())
          .append(" of ")
          .append(permits.permits())
          .append(" in use, ")
          .append(permits.waiting())
          .append(" waiting");
    }
    PoolStatistics pool = endpoint.pool();
    if (pool != null) {
      line.append("; pool ")
          .append(pool.active())
          .append(" active, ")
          .append(pool.idle())
          .append(" idle, at most ")
          .append(pool.maximum());
    }
    return line.toString();
  }
}
