package dev.connections.rest.internal.exchange;

import dev.connections.rest.RestConfiguration;
import dev.connections.rest.internal.request.BaseUrl;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Interceptor.Chain;
import okhttp3.OkHttp;
import okhttp3.Request;

/**
 * Adds the configured headers and credentials to what goes to the configured origin, and signs it.
 * Works on every exchange of a call, redirects included; the requests that callers get to see never
 * hold the credentials.
 */
public final class OriginHeaders {

  private static final String OKHTTP_AGENT = "okhttp/" + OkHttp.VERSION;

  private final BaseUrl base;
  private final Map<String, String> headers;
  private final SecretHeaders secrets;

  public OriginHeaders(BaseUrl base, RestConfiguration configuration, String userAgent) {
    this.base = base;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.put("User-Agent", userAgent);
    this.headers.putAll(configuration.headers());
    this.secrets = new SecretHeaders(configuration);
  }

  /** The request with them, if the call began at the origin, and is there. */
  public Request on(Chain chain, Request request) throws IOException {
    return base.isSameOrigin(chain.call().request().url()) && base.isSameOrigin(request.url())
        ? complete(request)
        : request;
  }

  private Request complete(Request request) throws IOException {
    Request.Builder sent = request.newBuilder();
    headers.forEach(
        (name, value) -> {
          String given = request.header(name);
          // By now OkHttp has put in its own name where there was none.
          if (given == null || given.equals(OKHTTP_AGENT)) {
            sent.header(name, value);
          }
        });
    secrets.addTo(sent, request);
    return SigningRequest.signed(sent.build());
  }
}
