package dev.connections.sql.postgresql;

import dev.connections.testing.Peer;
import dev.connections.testsupport.PostgresServer;
import java.util.List;

/** PostgreSQL, as the contract stops and starts it. */
record PostgresPeer(PostgresServer server) implements Peer {

  @Override
  public List<Integer> ports() {
    return List.of(server.port());
  }

  @Override
  public void start() throws Exception {
    server.start();
  }

  @Override
  public void stop() throws Exception {
    server.stop();
  }
}
