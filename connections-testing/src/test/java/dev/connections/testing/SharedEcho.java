package dev.connections.testing;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ClientWork;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SharedConnection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A connection type whose one client serves everybody. */
public interface SharedEcho extends ManagedConnection<SharedEchoClient> {

  /** The type. */
  ConnectionTypeDescriptor<SharedEcho, EchoSettings> TYPE =
      ConnectionTypeDescriptor.<SharedEcho, EchoSettings>builder(902, "SharedEcho", "Testing")
          .build(new EchoClasses(SharedEcho.class));

  /** The answer to a line. */
  String ask(Operation operation, String line);

  /** The answer to a line, later. */
  CompletableFuture<String> askAsync(Operation operation, String line);

  /** The connection. */
  class Connection extends SharedConnection<SharedEchoClient, EchoSettings> implements SharedEcho {

    Connection(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    public String ask(Operation operation, String line) {
      return call(operation, asking(line));
    }

    @Override
    public CompletableFuture<String> askAsync(Operation operation, String line) {
      return callAsync(operation, asking(line));
    }

    private static ClientWork<SharedEchoClient, String> asking(String line) {
      return (client, scope) -> {
        SharedEchoClient.Call call = client.begin();
        scope.onCancel(call::cancel);
        scope.enter(Phase.CONNECT);
        call.connect(scope.deadline());
        scope.enter(Phase.RECEIVE);
        return call.ask(line);
      };
    }

    @Override
    protected SharedEchoClient openClient(
        EndpointContext<EchoSettings> endpoint, Deadline deadline) {
      return new SharedEchoClient(endpoint.configuration());
    }

    @Override
    protected ServerMetadata probeClient(SharedEchoClient client, Deadline deadline)
        throws Exception {
      SharedEchoClient.Call call = client.begin();
      call.connect(deadline);
      call.patience(deadline);
      call.ask("PING");
      return new ServerMetadata("EchoServer", call.version(), null, null, Map.of());
    }

    @Override
    protected void closeClient(SharedEchoClient client) throws Exception {
      client.close();
    }

    @Override
    protected FailureClassifier failures(EndpointContext<EchoSettings> endpoint) {
      return EchoFailures.INSTANCE;
    }
  }
}
