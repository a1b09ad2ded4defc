package dev.connections.rest;

import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.ConnectionFactory;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Makes REST connections; those of one factory share their threads. */
final class RestConnectionFactory implements ConnectionFactory<RestConnection, RestConfiguration> {

  private final RestClients clients = new RestClients();
  private final DefaultJsonCodec codec = new DefaultJsonCodec();

  RestConnectionFactory() {}

  @Override
  public RestConnection create(ConnectionContext<RestConfiguration> context) {
    RestConfiguration configuration = context.configuration();
    BaseUrl base = new BaseUrl(configuration.url());
    OkHttpClient client =
        clients.client(
            context.settings(),
            configuration.http(),
            new OriginInterceptor(base, configuration, userAgent(context.name())));
    RestFailures failures = new RestFailures();
    ConnectionCore core =
        context.core(
            new RestEndpoint(
                client,
                new HealthProbe(client, healthUrl(base, configuration), base.toString()),
                failures));
    return new ManagedRestConnection(
        core,
        client.newBuilder().addInterceptor(new AdmissionInterceptor(core)).build(),
        new RequestWriter(base),
        new RestCaller(
            client,
            new SuccessAnswers(configuration.http().maxResponseBytes(), failures),
            new ErrorAnswers(context.redactor(), context.time())),
        codec);
  }

  private static HttpUrl healthUrl(BaseUrl base, RestConfiguration configuration) {
    String path = configuration.healthPath().orElse("");
    return base.join(new RouteTemplate(path).expand(Map.of()));
  }

  /** The servers' logs then say which connection of whose it was. */
  private static String userAgent(String name) {
    return "connections-rest (" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ")";
  }
}
