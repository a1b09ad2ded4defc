package dev.connections.pooling;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SocketFailures;
import dev.connections.testsupport.EchoSocket;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the author of a small protocol writes. */
final class EchoConnection extends PooledConnection<EchoSocket, EchoSettings> {

  static final ConnectionTypeDescriptor<EchoConnection, EchoSettings> TYPE =
      ConnectionTypeDescriptor.<EchoConnection, EchoSettings>builder(7, "Echo", "Test")
          .build(
              new ConnectionTypeDescriptor.Classes() {
                @Override
                public Class<?> connectionClass(int id) {
                  return EchoConnection.class;
                }

                @Override
                public Class<?> configurationClass(int id) {
                  return EchoSettings.class;
                }
              });

  final AtomicInteger resets = new AtomicInteger();

  EchoConnection(ConnectionContext<EchoSettings> context) {
    super(context);
  }

  @Override
  protected LeasePoolSettings poolSettings(EchoSettings configuration) {
    return configuration.pool();
  }

  @Override
  protected EchoSocket openResource(EndpointContext<EchoSettings> endpoint, Deadline deadline)
      throws IOException {
    return new EchoSocket(endpoint.configuration().port(), deadline.remaining());
  }

  @Override
  protected ServerMetadata probeResource(EchoSocket socket, Deadline deadline) throws IOException {
    if (!socket.ask("ping").equals("pong")) {
      throw new IOException("not an echo server, or not in step with it");
    }
    return new ServerMetadata("Echo", "1", null, null, Map.of());
  }

  @Override
  protected void resetResource(EchoSocket socket) {
    resets.incrementAndGet();
  }

  @Override
  protected long exchanges(EchoSocket socket) {
    return socket.exchanges();
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

  @Override
  protected FailureClassifier failures(EndpointContext<EchoSettings> endpoint) {
    return (failure, phase) ->
        failure instanceof EchoSocket.Refused
            ? FailureClassification.answered(
                FailureClassification.Kind.TRANSIENT, "The server is busy", null)
            : SocketFailures.INSTANCE.classify(failure, phase);
  }
}
