package dev.connections.spi;

import dev.connections.ConnectionSnapshot;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Health;
import dev.connections.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The part of a managed connection that the runtime provides. Implemented by the runtime; a handle
 * delegates to it. Thread-safe.
 */
public interface ConnectionCore {

  /** The connection's name. */
  String name();

  /** Its type. */
  ConnectionTypeDescriptor<?, ?> type();

  /** See {@link dev.connections.ManagedConnection#connect()}. */
  void connect();

  /** See {@link dev.connections.ManagedConnection#snapshot()}. */
  ConnectionSnapshot snapshot();

  /** See {@link dev.connections.ManagedConnection#health()}. */
  Health health();

  /** See {@link dev.connections.ManagedConnection#checkHealth()}. */
  Health checkHealth();

  /**
   * Runs an operation through the pipeline: gate, deadline, opening, permit, attempt deadline,
   * work. Failures come out as {@link dev.connections.ConnectionException}; unchecked exceptions of
   * the application pass unchanged.
   */
  <T extends @Nullable Object> T execute(Operation operation, AttemptWork<T> work);

  /**
   * Admits a use that outlives a call, such as a lease: gate, opening and permit, no attempt
   * deadline and no retry. The caller closes the permit.
   */
  Permit admit(Operation operation);
}
