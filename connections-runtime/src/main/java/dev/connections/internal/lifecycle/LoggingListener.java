package dev.connections.internal.lifecycle;

import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Logs what happens, under {@code dev.connections.<name of the connection>}. */
final class LoggingListener implements ConnectionListener {

  private final boolean heard;
  private final TimeSource time;
  private final Later later;
  private final Map<String, ConnectionLog> logs = new ConcurrentHashMap<>();

  LoggingListener(TimeSource time, Later later) {
    this(time, later, true);
  }

  private LoggingListener(TimeSource time, Later later, boolean heard) {
    this.heard = heard;
    this.time = time;
    this.later = later;
  }

  /** Puts lines together, and writes none. */
  static LoggingListener unheard(TimeSource time, Later later) {
    return new LoggingListener(time, later, false);
  }

  @Override
  public void onEvent(ConnectionEvent event) {
    String connection = event.connection();
    ConnectionLog log = logs.get(connection);
    if (log == null) { // events come one after the other
      log =
          heard
              ? ConnectionLog.of(connection, time, later)
              : new ConnectionLog(connection, line -> {}, time, later);
      logs.put(connection, log);
    }
    log.write(event);
    if (event instanceof ConnectionEvent.Closed) {
      log.end();
      logs.remove(connection);
    }
  }
}
