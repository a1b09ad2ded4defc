package dev.connections.pooling;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.HostAddresses;
import dev.connections.spi.ProbeResult;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.spi.uses.DedicatedPool;
import dev.connections.testsupport.EchoSocket;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proof that the pooled base is enough for a type whose servers have replicas, move and load: all
 * that its author writes.
 */
final class StoreConnection extends PooledConnection<EchoSocket, StoreConnection.Settings> {

  record Settings(String host, int port) implements ConnectionConfiguration {

    static @Nullable Settings bind(ConfigurationNode node) {
      ObjectReader in = node.object("host", "port");
      String host = in.required("host", Binders.string());
      Integer port = in.required("port", Binders.integer());
      return in.isComplete() && host != null && port != null ? new Settings(host, port) : null;
    }
  }

  static final ConnectionTypeDescriptor<StoreConnection, Settings> TYPE =
      ConnectionTypeDescriptor.<StoreConnection, Settings>builder(8, "Store", "Test")
          .build(
              new ConnectionTypeDescriptor.Classes() {
                @Override
                public Class<?> connectionClass(int id) {
                  return StoreConnection.class;
                }

                @Override
                public Class<?> configurationClass(int id) {
                  return Settings.class;
                }
              });

  final Set<EndpointContext<Settings>> opened = ConcurrentHashMap.newKeySet();
  final Set<String> followed = ConcurrentHashMap.newKeySet();

  StoreConnection(ConnectionContext<Settings> context) {
    super(context);
  }

  @Override
  protected LeasePoolSettings poolSettings(Settings configuration) {
    return LeasePoolSettings.DEFAULT;
  }

  /** Tells the role of the server whenever the subscription is opened, on a socket of its own. */
  ManagedSubscription watchRole(Consumer<String> handler) {
    return subscribe(
        "role",
        (pool, scope, deadline) -> {
          EchoSocket own = pool.openSeparate(deadline);
          String role = own.ask("role");
          scope.deliver(() -> handler.accept(role));
          return own::close;
        });
  }

  /** A socket that the pool does not lend. */
  DedicatedLease<EchoSocket> leaseBulk() {
    return leaseDedicated("bulk", EchoSocket.class, Operation.nonIdempotent("bulk"));
  }

  @Override
  protected List<DedicatedPool<?>> dedicated(EndpointContext<Settings> endpoint) {
    return List.of(
        new DedicatedPool<EchoSocket>() {
          @Override
          public String name() {
            return "bulk";
          }

          @Override
          public int capacity() {
            return 1;
          }

          @Override
          public EchoSocket open(Deadline deadline) throws IOException {
            return openResource(endpoint, deadline);
          }

          @Override
          public void close(EchoSocket socket) throws IOException {
            socket.close();
          }
        });
  }

  @Override
  protected EchoSocket openResource(EndpointContext<Settings> endpoint, Deadline deadline)
      throws IOException {
    opened.add(endpoint);
    return new EchoSocket(endpoint.configuration().port(), deadline.remaining());
  }

  @Override
  protected ServerMetadata probeResource(EchoSocket socket, Deadline deadline) throws IOException {
    return new ServerMetadata("Store", null, null, null, Map.of("role", socket.ask("role")));
  }

  @Override
  protected ProbeResult resourceFinding(EchoSocket socket, ServerMetadata answer) {
    return "loading".equals(answer.attributes().get("role"))
        ? new ProbeResult("The server is loading its data", Map.of())
        : ProbeResult.NOTHING;
  }

  @Override
  protected boolean isResourceWritable(EchoSocket socket, Deadline deadline) throws IOException {
    return !socket.ask("role").equals("replica");
  }

  @Override
  protected Set<String> addresses(EndpointContext<Settings> endpoint) throws UnknownHostException {
    followed.add(endpoint.name());
    return HostAddresses.of(endpoint.configuration().host());
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
