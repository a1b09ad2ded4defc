package dev.connections.monitoring;

/**
 * Receives the events of connections, in order for each connection, on a thread of its own. What it
 * throws is logged and disturbs no one else; what it does may take its time, but delays its own
 * later events.
 */
@FunctionalInterface
public interface ConnectionListener {

  /** Called once for each event. */
  void onEvent(ConnectionEvent event);
}
