package dev.connections.rest;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The servers of a connection. The {@linkplain #original() original} one is there before anything
 * is opened, because the client that users hold is made from it; the endpoint that it was
 * configured for opens it, and opens another one while the original is in use, as when it is
 * replaced. Thread-safe.
 */
final class RestServers {

  private final RestClients clients;
  private final ConnectionContext<RestConfiguration> context;
  private final RestServer original;
  private final AtomicBoolean originalInUse = new AtomicBoolean();

  RestServers(RestClients clients, ConnectionContext<RestConfiguration> context) {
    this.clients = clients;
    this.context = context;
    this.original = server(context.configuration(), context.settings());
  }

  /** The first endpoint's server, with its first settings. */
  RestServer original() {
    return original;
  }

  /** A server for an endpoint; does no I/O. */
  RestServer open(EndpointContext<RestConfiguration> endpoint) {
    boolean first = endpoint.configuration() == context.configuration();
    if (first && originalInUse.compareAndSet(false, true)) {
      original.open();
      return original;
    }
    return server(endpoint.configuration(), endpoint.settings());
  }

  /** Lets go of a server's idle connections. */
  void close(RestServer server) {
    server.close();
    if (server == original) {
      originalInUse.set(false);
    }
  }

  private RestServer server(RestConfiguration configuration, ConnectionSettings settings) {
    BaseUrl base = new BaseUrl(configuration.url());
    OkHttpClient client =
        clients.client(
            settings,
            configuration.http(),
            new OriginHeaders(base, configuration, userAgent(context.name())));
    return new RestServer(
        client,
        base,
        new HealthProbe(client, healthUrl(base, configuration), base.toString()),
        new RestCaller(
            client,
            new SuccessAnswers(configuration.http().maxResponseBytes(), RestFailures.INSTANCE),
            new ErrorAnswers(context.redactor(), context.time())));
  }

  private static HttpUrl healthUrl(BaseUrl base, RestConfiguration configuration) {
    return new HealthPath(configuration.healthPath().orElse("")).on(base);
  }

  /** The servers' logs then say which connection of whose it was. */
  private static String userAgent(String name) {
    return "connections-rest (" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ")";
  }
}
