package dev.connections.testing;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SharedConnection;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A connection type whose exchanges all go over one connection. */
public interface MultiplexedEcho extends ManagedConnection<MultiplexedEchoClient> {

  /** The type. */
  ConnectionTypeDescriptor<MultiplexedEcho, EchoSettings> TYPE =
      ConnectionTypeDescriptor.<MultiplexedEcho, EchoSettings>builder(
              909, "MultiplexedEcho", "Testing")
          .build(new EchoClasses(MultiplexedEcho.class));

  /** The answer to a line. */
  String ask(Operation operation, String line);

  /** The answer to a line, for which no thread waits. */
  CompletableFuture<String> askAsync(Operation operation, String line);

  /** The connection. */
  class Connection extends SharedConnection<MultiplexedEchoClient, EchoSettings>
      implements MultiplexedEcho {

    Connection(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    public String ask(Operation operation, String line) {
      return call(operation, (client, scope) -> begin(client, scope, line).get());
    }

    @Override
    public CompletableFuture<String> askAsync(Operation operation, String line) {
      return callStage(operation, (client, scope) -> begin(client, scope, line));
    }

    private static CompletableFuture<String> begin(
        MultiplexedEchoClient client, AttemptScope scope, String line) {
      scope.enter(Phase.CONNECT);
      CompletableFuture<String> answer =
          client
              .session(scope.deadline())
              .thenCompose(
                  session -> {
                    scope.enter(Phase.RECEIVE);
                    return session.ask(line);
                  });
      scope.onCancel(() -> answer.cancel(true)); // the session is that of others as well
      return answer;
    }

    @Override
    protected MultiplexedEchoClient openClient(
        EndpointContext<EchoSettings> endpoint, Deadline deadline) throws IOException {
      return new MultiplexedEchoClient(endpoint.configuration(), deadline);
    }

    @Override
    protected ServerMetadata probeClient(MultiplexedEchoClient client, Deadline deadline)
        throws Exception {
      MultiplexedEchoClient.Session session =
          client.session(deadline).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
      session.ask("PROBE").get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
      return new ServerMetadata("EchoServer", session.version(), null, null, Map.of());
    }

    @Override
    protected void closeClient(MultiplexedEchoClient client) {
      client.close();
    }

    @Override
    protected FailureClassifier failures(EndpointContext<EchoSettings> endpoint) {
      return EchoFailures.INSTANCE;
    }
  }
}
