package dev.connections.outside;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.ManagedConnection;
import dev.connections.provider.Connections;
import dev.connections.rest.RestConnection;
import dev.connections.sql.SqlConnection;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;

/** One connection of ours, opened as an application opens it: by the text of a configuration. */
final class Ours<C> implements Contestant<C> {

  private final ConnectionProvider provider;
  private final C client;

  private Ours(String entry, Function<ConnectionProvider, C> client) {
    this.provider =
        Connections.builder()
            .types(ConnectionTypes.source())
            .configuration(
                ConnectionsConfiguration.ofText(
                    "connections.yaml", "connections:\n  it:\n" + entry.indent(4)))
            .open();
    this.client = client.apply(provider);
  }

  static Contestant<DataSource> sql(String entry) {
    return new Ours<>(entry, provider -> provider.get("it", SqlConnection.class).client());
  }

  static Contestant<OkHttpClient> rest(String entry) {
    return new Ours<>(entry, provider -> provider.get("it", RestConnection.class).client());
  }

  @Override
  public C client() {
    return client;
  }

  @Override
  public int inUse() {
    ManagedConnection<?> connection = provider.get("it", ManagedConnection.class);
    return connection.snapshot().endpoints().stream().mapToInt(EndpointSnapshot::inFlight).sum();
  }

  @Override
  public void close() {
    provider.close(Duration.ofSeconds(2));
  }
}
