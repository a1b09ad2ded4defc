package dev.connections.sql.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Cuts a connection to a server. */
@FunctionalInterface
public interface ConnectionCutter {

  /** By the driver's {@code abort}. */
  ConnectionCutter ABORT = physical -> physical.abort(Runnable::run);

  /**
   * Cuts a physical connection, so that whoever waits in its driver fails at once. Called by
   * another thread than the one that waits. Sends nothing to the server, which may be the reason.
   */
  void cut(Connection physical) throws SQLException;
}
