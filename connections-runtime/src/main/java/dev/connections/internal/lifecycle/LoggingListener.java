package dev.connections.internal.lifecycle;

import dev.connections.ConnectionEvent;
import dev.connections.ConnectionListener;
import dev.connections.HealthStatus;
import dev.connections.LifecycleState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what happens, under {@code dev.connections.<name of the connection>}. */
final class LoggingListener implements ConnectionListener {

  @Override
  public void onEvent(ConnectionEvent event) {
    Logger log = LoggerFactory.getLogger("dev.connections." + event.connection());
    if (event instanceof ConnectionEvent.StateChanged change) {
      if (change.to() == LifecycleState.BROKEN) {
        log.warn("{} -> {}: {}", change.from(), change.to(), change.cause());
      } else {
        log.info("{} -> {}", change.from(), change.to());
      }
    } else if (event instanceof ConnectionEvent.Opened opened) {
      String version = opened.server().version();
      log.info(
          "Opened (generation {}) in {} ms: {}{}",
          opened.generation(),
          opened.took().toMillis(),
          opened.server().product(),
          version == null ? "" : " " + version);
    } else if (event instanceof ConnectionEvent.HealthChanged change) {
      if (change.to() == HealthStatus.UP) {
        log.info("Health {} -> {}", change.from(), change.to());
      } else {
        log.warn("Health {} -> {}: {}", change.from(), change.to(), change.problem());
      }
    } else if (event instanceof ConnectionEvent.Closed closed && closed.aborted() > 0) {
      log.warn("Closed; {} units of work did not finish in time", closed.aborted());
    }
  }
}
