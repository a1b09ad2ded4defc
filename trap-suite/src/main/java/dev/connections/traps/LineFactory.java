package dev.connections.traps;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.pooling.LeasePoolSettings;
import dev.connections.pooling.PooledConnection;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.EndpointContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/** Makes pools of TCP connections. */
final class LineFactory implements ConnectionFactory<LineConnection, LineSettings> {

  @Override
  public LineConnection create(ConnectionContext<LineSettings> context) {
    return new Pooled(context);
  }

  private static final class Pooled extends PooledConnection<Socket, LineSettings>
      implements LineConnection {

    Pooled(ConnectionContext<LineSettings> context) {
      super(context);
    }

    @Override
    protected LeasePoolSettings poolSettings(LineSettings configuration) {
      return configuration.pool();
    }

    @Override
    protected Socket openResource(EndpointContext<LineSettings> endpoint, Deadline deadline)
        throws IOException {
      Socket socket = new Socket();
      int port = endpoint.configuration().port();
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) deadline.remaining().toMillis());
      return socket;
    }

    @Override
    protected ServerMetadata probeResource(Socket socket, Deadline deadline) throws IOException {
      if (socket.isClosed()) {
        throw new IOException("The connection is closed");
      }
      return new ServerMetadata("TCP", null, null, null, Map.of());
    }

    @Override
    protected void cancelResource(Socket socket) {
      try {
        socket.close();
      } catch (IOException ignored) {
        // it is of no use any more
      }
    }

    @Override
    protected void closeResource(Socket socket) throws IOException {
      socket.close();
    }
  }
}
