package dev.connections.spi;

import dev.connections.ConnectionSnapshot;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Health;
import dev.connections.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The part of a managed connection that the runtime provides. Implemented by the runtime; a handle
 * delegates to it. Thread-safe.
 *
 * @param <E> the kind's endpoint
 */
public interface ConnectionCore<E extends Endpoint> {

  /** The connection's name. */
  String name();

  /** Its type. */
  ConnectionTypeDescriptor<?, ?> type();

  /**
   * See {@link dev.connections.ManagedConnection#connect()}.
   *
   * @return the endpoint that is open and in use now; another one may be at any time
   */
  E connect();

  /** Counts a failure for which the application had a fallback. */
  void fellBack();

  /** See {@link dev.connections.ManagedConnection#snapshot()}. */
  ConnectionSnapshot snapshot();

  /** See {@link dev.connections.ManagedConnection#health()}. */
  Health health();

  /** See {@link dev.connections.ManagedConnection#checkHealth()}. */
  Health checkHealth();

  /**
   * Runs an operation through the pipeline: gate, deadline, and for each attempt an endpoint, its
   * circuit, a permit, the attempt's deadline, the work. The work is run again where its effect and
   * its failure allow that, perhaps on another endpoint. Failures come out as {@link
   * dev.connections.ConnectionException}; unchecked exceptions of the application pass unchanged.
   */
  <T extends @Nullable Object> T execute(Operation operation, AttemptWork<E, T> work);

  /**
   * Admits a use that outlives a call, such as a lease: gate, opening and permit, no attempt
   * deadline and no retry. The caller closes the permit.
   */
  Permit<E> admit(Operation operation);
}
