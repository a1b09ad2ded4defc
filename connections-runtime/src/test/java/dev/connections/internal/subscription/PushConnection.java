package dev.connections.internal.subscription;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SharedConnection;
import dev.connections.spi.SocketFailures;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.spi.uses.DedicatedPool;
import dev.connections.spi.uses.OpenSubscription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the author of a multiplexed protocol with subscriptions writes: all of it. */
final class PushConnection extends SharedConnection<PushClient, PushConnection.Settings> {

  record Settings(int port, String password) implements ConnectionConfiguration {}

  PushConnection(ConnectionContext<Settings> context) {
    super(context);
  }

  String echo(String text) {
    return call(
        Operation.read("echo"), (client, scope) -> client.ask("echo " + text, scope.deadline()));
  }

  /** Waits until there is something to take, on a socket of its own: others share the client. */
  String take(Duration patience) {
    return callDedicated(
        "blocking",
        PushClient.class,
        Operation.nonIdempotent("take").deadline(patience),
        (socket, deadline) -> socket.ask("take", deadline));
  }

  DedicatedLease<PushClient> lease(String pool) {
    return leaseDedicated(pool, PushClient.class, Operation.nonIdempotent("lease"));
  }

  @Override
  protected List<DedicatedPool<?>> dedicated(EndpointContext<Settings> endpoint) {
    return List.of(pool(endpoint, "blocking", false), pool(endpoint, "locks", true));
  }

  private DedicatedPool<PushClient> pool(
      EndpointContext<Settings> endpoint, String name, boolean heldForLong) {
    return new DedicatedPool<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int capacity() {
        return 2;
      }

      @Override
      public boolean isHeldForLong() {
        return heldForLong;
      }

      @Override
      public PushClient open(Deadline deadline) throws IOException {
        return openClient(endpoint, deadline);
      }

      @Override
      public void close(PushClient socket) throws IOException {
        socket.close();
      }
    };
  }

  ManagedSubscription listen(String channel, Consumer<String> handler) {
    return subscribe(
        channel,
        (client, scope, deadline) -> {
          Consumer<String> deliver = message -> scope.deliver(() -> handler.accept(message));
          client.listen(channel, new PushClient.Listener(deliver, scope::lost), deadline);
          return new OpenSubscription() {
            @Override
            public void stop(Deadline by) throws IOException {
              client.unlisten(channel, by);
            }

            @Override
            public void close() {} // the client has nothing left of it
          };
        });
  }

  @Override
  protected PushClient openClient(EndpointContext<Settings> endpoint, Deadline deadline)
      throws IOException {
    Settings settings = endpoint.configuration();
    return new PushClient(settings.port(), settings.password(), deadline);
  }

  @Override
  protected ServerMetadata probeClient(PushClient client, Deadline deadline) throws IOException {
    client.ask("ping", deadline);
    return new ServerMetadata("Push", "1", null, null, Map.of());
  }

  @Override
  protected void closeClient(PushClient client) throws IOException {
    client.close();
  }

  @Override
  protected FailureClassifier failures(EndpointContext<Settings> endpoint) {
    return (failure, phase) ->
        failure instanceof PushClient.Refused refused
            ? FailureClassification.answered(
                "auth".equals(refused.getMessage()) ? Kind.AUTHENTICATION : Kind.PERMANENT,
                "The server refused: " + refused.getMessage(),
                null)
            : SocketFailures.INSTANCE.classify(failure, phase);
  }
}
