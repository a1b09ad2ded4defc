package dev.connections.sql.internal.connection;

import dev.connections.Deadline;
import dev.connections.spi.uses.DedicatedPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Sessions of a server next to its pool, each held by one user for as long as it likes. */
record OwnSessions(SqlServer server) implements DedicatedPool<Connection> {

  static final String NAME = "sessions";

  @Override
  public String name() {
    return NAME;
  }

  /** As many as the pool may have. */
  @Override
  public int capacity() {
    return server.capacity();
  }

  @Override
  public Optional<String> capacitySetting() {
    return Optional.of("pool.maxSize");
  }

  @Override
  public boolean isHeldForLong() {
    return true;
  }

  @Override
  public Connection open(Deadline deadline) throws SQLException {
    return server.session(deadline);
  }

  @Override
  public boolean isUsable(Connection session) {
    try {
      return !session.isClosed(); // which is known without asking the server
    } catch (SQLException broken) {
      return false;
    }
  }

  @Override
  public void abort(Connection session) throws SQLException {
    server.cut(session);
  }

  @Override
  public void close(Connection session) throws SQLException {
    session.close();
  }
}
