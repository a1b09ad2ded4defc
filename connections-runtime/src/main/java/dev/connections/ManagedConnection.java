package dev.connections;

/**
 * The shared, long-lived handle to one named external system. Thread-safe. Owned by its {@link
 * ConnectionProvider}: who gets one does not close it. Valid as long as the provider is open,
 * whatever happens to the external system meanwhile.
 *
 * @param <R> the native client
 */
public interface ManagedConnection<R> {

  /** Its name in the configuration. */
  String name();

  /** Its type. */
  ConnectionTypeDescriptor<?, ?> type();

  /**
   * The native client, guarded: what is taken from it counts as in flight, waits no longer than the
   * acquire timeout, and is refused while the connection drains. Nothing is retried. Opens the
   * connection if need be.
   *
   * @throws ConnectionException if the connection cannot be opened or is closed
   */
  R client();

  /**
   * Opens the connection, if it is not open: at most one thread does, the others wait for it.
   * Calling this is optional, first use does the same.
   *
   * @throws ConnectionException if it cannot be opened within the connect timeout
   */
  void connect();

  /** Everything that is known of it now. Never does I/O. */
  ConnectionSnapshot snapshot();

  /** What is known of its health now. Never does I/O. */
  Health health();

  /**
   * Finds out about its health: a recent success is taken as an answer, otherwise it is probed
   * within the health timeout, beside the pool and not through its queue. Callers at the same time
   * share one probe. Never throws for an external system that is down.
   */
  Health checkHealth();
}
