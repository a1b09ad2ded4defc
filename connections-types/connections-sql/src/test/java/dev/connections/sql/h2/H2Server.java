package dev.connections.sql.h2;

import dev.connections.testing.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/** H2's TCP server at a fixed port, with a database in memory and a user with a password. */
final class H2Server implements Peer {

  static final String PASSWORD = "canary-of-h2";
  static final String DATABASE = "contract";

  private final int port;
  private @Nullable Server running;
  private @Nullable Connection keepsTheDatabase;

  H2Server() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  int port() {
    return port;
  }

  @Override
  public void start() throws SQLException {
    if (keepsTheDatabase == null) {
      keepsTheDatabase = DriverManager.getConnection("jdbc:h2:mem:" + DATABASE, "sa", "");
      try (Statement statement = keepsTheDatabase.createStatement()) {
        statement.execute("CREATE USER app PASSWORD '" + PASSWORD + "'");
      }
    }
    if (running == null) {
      running = Server.createTcpServer("-tcpPort", String.valueOf(port)).start();
    }
  }

  @Override
  public void stop() {
    Server server = running;
    running = null;
    if (server != null) {
      server.stop();
    }
  }
}
