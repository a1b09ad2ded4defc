package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Logs what happens, under {@code dev.connections.<name of the connection>}. */
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
    ConnectionLog log = logs.get(connection);
    if (log == null) { // events come one after the other
      log = ConnectionLog.of(connection, time, later);
      logs.put(connection, log);
    }
    log.write(event);
    if (event instanceof ConnectionEvent.Closed) {
      log.end();
      logs.remove(connection);
    }
  }
}
