package dev.connections.testing;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.Leasing;
import dev.connections.ManagedConnection;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.pooling.LeasePoolSettings;
import dev.connections.pooling.PooledConnection;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassifier;
import java.io.IOException;
import java.util.Map;

/** A connection type whose sessions serve one user at a time. */
public interface PooledEcho extends ManagedConnection<Leasing<EchoClient>>, Leasing<EchoClient> {

  /** The type. */
  ConnectionTypeDescriptor<PooledEcho, EchoSettings> TYPE =
      ConnectionTypeDescriptor.<PooledEcho, EchoSettings>builder(901, "PooledEcho", "Testing")
          .build(new EchoClasses(PooledEcho.class));

  /** The connection. */
  final class Connection extends PooledConnection<EchoClient, EchoSettings> implements PooledEcho {

    Connection(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    protected LeasePoolSettings poolSettings(EchoSettings configuration) {
      return configuration.pool();
    }

    @Override
    protected EchoClient openResource(EndpointContext<EchoSettings> endpoint, Deadline deadline)
        throws IOException {
      return new EchoClient(
          endpoint.configuration().port(),
          endpoint.configuration().secret().reveal(),
          deadline.remaining());
    }

    @Override
    protected ServerMetadata probeResource(EchoClient client, Deadline deadline)
        throws IOException {
      client.patience(deadline.remaining());
      client.ask("PING");
      client.patience(EchoClient.FOREVER);
      return new ServerMetadata("EchoServer", client.version(), null, null, Map.of());
    }

    @Override
    protected void cancelResource(EchoClient client) {
      try {
        client.close();
      } catch (IOException gone) {
        // closed either way
      }
    }

    @Override
    protected void closeResource(EchoClient client) throws IOException {
      client.close();
    }

    @Override
    protected FailureClassifier failures(EndpointContext<EchoSettings> endpoint) {
      return EchoFailures.INSTANCE;
    }
  }
}
