package dev.connections.rest;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.EndpointContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes REST connections; those of one factory share their threads. */
final class RestConnectionFactory implements ConnectionFactory<RestConnection, RestConfiguration> {

  private final RestClients clients = new RestClients();
  private final DefaultJsonCodec codec = new DefaultJsonCodec();

  RestConnectionFactory() {}

  @Override
  public RestConnection create(ConnectionContext<RestConfiguration> context) {
    AtomicReference<@Nullable RestEndpoint> first = new AtomicReference<>();
    ConnectionCore<RestEndpoint> core =
        context.core(
            endpoint -> {
              RestEndpoint made = endpoint(endpoint, context);
              first.compareAndSet(null, made);
              return made;
            });
    RestEndpoint original =
        Objects.requireNonNull(first.get(), "a connection has at least one endpoint");
    return new ManagedRestConnection(
        core,
        original
            .client()
            .newBuilder()
            .callTimeout(Duration.ZERO) // the time to the headers is limited, that of a body is not
            .addInterceptor(new AdmissionInterceptor(core, original))
            .build(),
        new RequestWriter(BaseUrl.NOWHERE),
        codec);
  }

  private RestEndpoint endpoint(
      EndpointContext<RestConfiguration> endpoint, ConnectionContext<RestConfiguration> context) {
    RestConfiguration configuration = endpoint.configuration();
    BaseUrl base = new BaseUrl(configuration.url());
    OkHttpClient client =
        clients.client(
            endpoint.settings(),
            configuration.http(),
            new OriginInterceptor(base, configuration, userAgent(context.name())));
    RestFailures failures = new RestFailures();
    return new RestEndpoint(
        client,
        base,
        new HealthProbe(client, healthUrl(base, configuration), base.toString()),
        failures,
        new RestCaller(
            client,
            new SuccessAnswers(configuration.http().maxResponseBytes(), failures),
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
