package dev.connections.provider;

import dev.connections.ManagedConnection;
import dev.connections.internal.resilience.ManagedCore;

/**
 * A connection of a provider: what it was made from, what users hold, and what the runtime drives.
 *
 * @param plan what it was made from
 * @param handle what users hold; an instance of its type's connection class
 * @param core the part of the handle that the runtime provides
 */
record NamedConnection(
    ConnectionPlan<?, ?> plan, ManagedConnection<?> handle, ManagedCore<?, ?> core) {

  String name() {
    return plan.name();
  }
}
