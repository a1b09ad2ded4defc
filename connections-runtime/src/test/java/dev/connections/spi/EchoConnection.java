package dev.connections.spi;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.pooling.LeasePoolSettings;
import dev.connections.pooling.PooledConnection;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the author of a small protocol writes. */
public final class EchoConnection extends PooledConnection<EchoSocket, TestContext.Settings> {

  public final AtomicInteger resets = new AtomicInteger();
  private final int port;

  public EchoConnection(
      ConnectionContext<TestContext.Settings> context, LeasePoolSettings pool, int port) {
    super(context, settings -> pool);
    this.port = port;
  }

  @Override
  protected EchoSocket openResource(TestContext.Settings settings, Deadline deadline)
      throws IOException {
    return new EchoSocket(port, deadline);
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
    return socket.exchanges;
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
  protected FailureClassifier failures() {
    return (failure, phase) ->
        failure instanceof EchoSocket.Refused
            ? FailureClassification.answered(
                FailureClassification.Kind.TRANSIENT, "The server is busy", null)
            : SocketFailures.INSTANCE.classify(failure, phase);
  }
}
