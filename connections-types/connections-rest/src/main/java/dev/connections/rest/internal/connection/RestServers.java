package dev.connections.rest.internal.connection;

import dev.connections.rest.RestConfiguration;
import dev.connections.rest.RestConnection;
import dev.connections.rest.auth.OAuth2Settings;
import dev.connections.rest.internal.answer.ErrorAnswers;
import dev.connections.rest.internal.answer.SuccessAnswers;
import dev.connections.rest.internal.exchange.OriginHeaders;
import dev.connections.rest.internal.exchange.RestClients;
import dev.connections.rest.internal.exchange.RestTls;
import dev.connections.rest.internal.failure.RestFailures;
import dev.connections.rest.internal.request.BaseUrl;
import dev.connections.rest.internal.request.ExpectedHealth;
import dev.connections.rest.internal.request.HealthPath;
import dev.connections.rest.internal.token.BearerTokens;
import dev.connections.rest.internal.token.TokenFailures;
import dev.connections.rest.internal.token.TokenSource;
import dev.connections.rest.json.JsonCodec;
import dev.connections.settings.TlsSettings;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.RejectedSettingsException;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.slf4j.LoggerFactory;

/**
 * The servers of a connection. The {@linkplain #original() original} one is there before anything
 * is opened, because the client that users hold is made from it; the endpoint that it was
 * configured for opens it, and opens another one while the original is in use, as when it is
 * replaced. Thread-safe.
 */
final class RestServers {

  private final RestClients clients;
  private final ConnectionContext<RestConfiguration> context;
  private final Supplier<JsonCodec> codec;
  private final Map<OAuth2Settings, TokenSource> sources = new ConcurrentHashMap<>();
  private final RestServer original;
  private final AtomicBoolean originalInUse = new AtomicBoolean();

  RestServers(
      RestClients clients,
      ConnectionContext<RestConfiguration> context,
      Supplier<JsonCodec> codec) {
    this.clients = clients;
    this.context = context;
    this.codec = codec;
    this.original = original(context);
  }

  /**
   * A server without TLS of its own where its files cannot be read yet, so that a configuration can
   * be checked elsewhere; it is never opened then, and whoever opens another one is told.
   */
  private RestServer original(ConnectionContext<RestConfiguration> context) {
    try {
      return server(context.configuration(), context.settings(), context.configuration().tls());
    } catch (RejectedSettingsException filesMissing) {
      originalInUse.set(true);
      return server(context.configuration(), context.settings(), Optional.empty());
    }
  }

  /** The first endpoint's server, with its first settings. */
  RestServer original() {
    return original;
  }

  /**
   * An endpoint of which it is known where its tokens come from.
   *
   * @throws dev.connections.failure.ConnectionConfigurationException if that is no connection
   */
  EndpointContext<RestConfiguration> checked(EndpointContext<RestConfiguration> endpoint) {
    endpoint.configuration().oauth2().ifPresent(this::source);
    return endpoint;
  }

  /** Servers that are asked for tokens in the same way share them. */
  private TokenSource source(OAuth2Settings settings) {
    return sources.computeIfAbsent(
        settings,
        key ->
            new TokenSource(
                new RestTokenServer(
                    key,
                    context.connection(key.connection(), RestConnection.class),
                    codec,
                    context.time(),
                    new TokenFailures(key.connection(), context.redactor())),
                key.refreshBefore(),
                clients.threads(),
                context.time(),
                new SplittableRandom()));
  }

  /**
   * A server for an endpoint; does no I/O but that its files of TLS are read.
   *
   * @throws RejectedSettingsException if these cannot be used
   */
  RestServer open(EndpointContext<RestConfiguration> endpoint) {
    boolean first = endpoint.configuration() == context.configuration();
    if (first && originalInUse.compareAndSet(false, true)) {
      original.open();
      return original;
    }
    return server(endpoint.configuration(), endpoint.settings(), endpoint.configuration().tls());
  }

  /** Lets go of a server's idle connections. */
  void close(RestServer server) {
    server.close();
    if (server == original) {
      originalInUse.set(false);
    }
  }

  private RestServer server(
      RestConfiguration configuration, ConnectionSettings settings, Optional<TlsSettings> tls) {
    BaseUrl base = new BaseUrl(configuration.url());
    ConnectionPool pool = RestClients.pool(configuration.http());
    RestTls secured =
        RestTls.of(
            tls, base.host(), configuration.http(), pool::evictAll, context.time(), this::warn);
    OkHttpClient client =
        clients.client(
            settings,
            configuration.http(),
            new OriginHeaders(base, configuration, userAgent(context.name())),
            pool,
            secured);
    BearerTokens tokens =
        configuration.oauth2().map(oauth2 -> new BearerTokens(source(oauth2), base)).orElse(null);
    return new RestServer(
        client,
        base,
        new HealthProbe(
            client,
            healthUrl(base, configuration),
            base.toString(),
            new ExpectedHealth(configuration.healthStatus(), configuration.healthJson()),
            codec,
            tokens),
        new RestCaller(
            client,
            new SuccessAnswers(configuration.http().maxResponseBytes(), RestFailures.INSTANCE),
            new ErrorAnswers(context.redactor(), context.time()),
            tokens),
        tokens);
  }

  private void warn(String warning) {
    LoggerFactory.getLogger("dev.connections." + context.name())
        .warn("{}: {}", context.name(), context.redactor().redact(warning));
  }

  private static HttpUrl healthUrl(BaseUrl base, RestConfiguration configuration) {
    return new HealthPath(configuration.healthPath().orElse("")).on(base);
  }

  /** The servers' logs then say which connection of whose it was. */
  private static String userAgent(String name) {
    return "connections-rest (" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ")";
  }
}
