package dev.connections.internal.lifecycle;

import dev.connections.ConnectionEvent;
import dev.connections.ConnectionListener;
import dev.connections.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs what happens, under {@code dev.connections.<name of the connection>}. A connection that
 * flaps fills no disk: see {@link ConnectionLog}.
 */
final class LoggingListener implements ConnectionListener {

  private final TimeSource time;
  private final Later later;
  private final Map<String, ConnectionLog> logs = new ConcurrentHashMap<>();

  LoggingListener(TimeSource time, Later later) {
    this.time = time;
    this.later = later;
  }

  @Override
  public void onEvent(ConnectionEvent event) {
    String connection = event.connection();
    ConnectionLog log =
        logs.computeIfAbsent(connection, name -> ConnectionLog.of(name, time, later));
    EventLine line = EventLine.of(event);
    if (line != null) {
      log.write(line);
    }
    if (event instanceof ConnectionEvent.Closed) {
      log.tellLeftOut();
      logs.remove(connection);
    }
  }
}
