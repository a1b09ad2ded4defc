package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.internal.connection.ManagedCore;

/** A connection of a provider. Thread-safe. */
final class NamedConnection {

  private final ManagedConnection<?> handle;
  private final ManagedCore<?, ?> core;
  private volatile ConnectionPlan<?, ?> plan;

  /**
   * A connection that was made and not opened.
   *
   * @param plan what it was made from
   * @param handle what users hold; an instance of its type's connection class
   * @param core the part of the handle that the runtime provides
   */
  NamedConnection(ConnectionPlan<?, ?> plan, ManagedConnection<?> handle, ManagedCore<?, ?> core) {
    this.plan = plan;
    this.handle = handle;
    this.core = core;
  }

  String name() {
    return plan.name();
  }

  /** What is in force. */
  ConnectionPlan<?, ?> plan() {
    return plan;
  }

  ManagedConnection<?> handle() {
    return handle;
  }

  ManagedCore<?, ?> core() {
    return core;
  }

  /**
   * Follows another plan of the same type, with new clients.
   *
   * @throws RuntimeException if it cannot; nothing changes then
   */
  void replace(ConnectionPlan<?, ?> next) {
    coreOf(next).replace(next);
    plan = next;
  }

  /** Follows another plan that needs no new clients. */
  void note(ConnectionPlan<?, ?> next) {
    plan = next;
  }

  /** Replaces endpoints, with their type known. */
  private record Core<S extends ConnectionConfiguration>(ManagedCore<S, ?> core) {

    @SuppressWarnings("unchecked") // the plan is of the type that the core was made for
    void replace(ConnectionPlan<?, ?> next) {
      core.replace(((ConnectionPlan<?, S>) next).endpoints());
    }
  }

  private Core<?> coreOf(ConnectionPlan<?, ?> next) {
    if (next.type().descriptor() != plan.type().descriptor()) {
      throw new IllegalArgumentException(
          name() + " is of type " + plan.type().descriptor() + ", which cannot change");
    }
    return new Core<>(core);
  }
}
