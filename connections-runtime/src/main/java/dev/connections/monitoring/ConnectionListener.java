package dev.connections.monitoring;

/**
 * Is told what happens to connections, in order for each connection, on a thread of its own. What
 * it throws is logged and disturbs nobody; what it does may take its time, but delays its own later
 * events.
 */
@FunctionalInterface
public interface ConnectionListener {

  /** Called once for each event. */
  void onEvent(ConnectionEvent event);
}
