package dev.connections.pooling;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.testsupport.EchoSocket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One whose server can hang while a resource is opened, or while it is made fit again. */
final class GatedConnection extends PooledConnection<EchoSocket, EchoSettings> {

  static final ConnectionTypeDescriptor<GatedConnection, EchoSettings> TYPE =
      ConnectionTypeDescriptor.<GatedConnection, EchoSettings>builder(8, "Gated", "Test")
          .build(
              new ConnectionTypeDescriptor.Classes() {
                @Override
                public Class<?> connectionClass(int id) {
                  return GatedConnection.class;
                }

                @Override
                public Class<?> configurationClass(int id) {
                  return EchoSettings.class;
                }
              });

  /** Whoever opens one waits for it. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  /** Counted down by those who wait. */
  volatile CountDownLatch waiting = new CountDownLatch(1);

  /** What the server is asked before a resource is lent again; it never answers to "hang". */
  volatile String reset = "ping";

  GatedConnection(ConnectionContext<EchoSettings> context) {
    super(context);
  }

  @Override
  protected LeasePoolSettings poolSettings(EchoSettings configuration) {
    return configuration.pool();
  }

  @Override
  protected EchoSocket openResource(EndpointContext<EchoSettings> endpoint, Deadline deadline)
      throws IOException, InterruptedException {
    if (gate.getCount() > 0) {
      waiting.countDown();
      if (!gate.await(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SocketTimeoutException("The server does not let anyone in");
      }
    }
    return new EchoSocket(endpoint.configuration().port(), deadline.remaining());
  }

  @Override
  protected ServerMetadata probeResource(EchoSocket socket, Deadline deadline) throws IOException {
    return new ServerMetadata("Echo", socket.ask("ping"), null, null, Map.of());
  }

  @Override
  protected void resetResource(EchoSocket socket) throws IOException {
    socket.ask(reset);
  }

  @Override
  protected void cancelResource(EchoSocket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // it is of no use any more
    }
  }

  @Override
  protected void closeResource(EchoSocket socket) throws IOException {
    socket.close();
  }
}
