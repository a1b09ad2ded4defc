package dev.connections.rest.internal.exchange;

import dev.connections.Secret;
import dev.connections.settings.ProxySettings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/** The proxy of a client: the configured one, or else that of the JVM. */
final class HttpProxy {

  private static final String HEADER = "Proxy-Authorization";

  private HttpProxy() {}

  static void apply(Optional<ProxySettings> settings, OkHttpClient.Builder client) {
    if (settings.isEmpty()) {
      client.proxyAuthenticator(Authenticator.JAVA_NET_AUTHENTICATOR);
      return;
    }
    ProxySettings proxy = settings.get();
    client.proxySelector(proxy.selector());
    client.proxyAuthenticator(
        proxy.username().isPresent() && proxy.password().isPresent()
            ? login(proxy.username().get(), proxy.password().get())
            : Authenticator.NONE);
  }

  /** Logs in once; a proxy that rejects it is not asked again with the same words. */
  private static Authenticator login(String username, Secret password) {
    return (route, response) ->
        response.request().header(HEADER) != null && !isPreemptive(response)
            ? null
            : response
                .request()
                .newBuilder()
                .header(
                    HEADER, Credentials.basic(username, password.reveal(), StandardCharsets.UTF_8))
                .build();
  }

  /** OkHttp asks before a tunnel is opened, with an answer that it makes up. */
  private static boolean isPreemptive(okhttp3.Response response) {
    return response.challenges().stream()
        .anyMatch(challenge -> challenge.scheme().equalsIgnoreCase("OkHttp-Preemptive"));
  }
}
