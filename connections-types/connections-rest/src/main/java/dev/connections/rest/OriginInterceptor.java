package dev.connections.rest;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import okhttp3.Interceptor;
import okhttp3.OkHttp;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Adds the configured headers and credentials to what goes to the configured origin, and takes away
 * what a redirect would carry elsewhere. Works on every exchange of a call, redirects included; the
 * requests that callers get to see never hold the credentials.
 */
final class OriginInterceptor implements Interceptor {

  /** What a redirected request may take along to another origin. */
  private static final Set<String> HARMLESS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    HARMLESS.addAll(
        Set.of(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Connection",
            "Content-Length",
            "Content-Type",
            "Host",
            "Range",
            "Transfer-Encoding",
            "User-Agent"));
  }

  private static final String OKHTTP_AGENT = "okhttp/" + OkHttp.VERSION;

  private final BaseUrl base;
  private final Map<String, String> headers;
  private final Credentials credentials;

  OriginInterceptor(BaseUrl base, RestConfiguration configuration, String userAgent) {
    this.base = base;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.put("User-Agent", userAgent);
    this.headers.putAll(configuration.headers());
    this.credentials = new Credentials(configuration);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!base.isSameOrigin(chain.call().request().url())) {
      return chain.proceed(request);
    }
    Request sent = base.isSameOrigin(request.url()) ? complete(request) : stripped(request);
    return chain.proceed(sent).newBuilder().request(request).build();
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
    credentials.addTo(sent, request);
    return sent.build();
  }

  private static Request stripped(Request request) {
    Request.Builder sent = request.newBuilder();
    for (String name : request.headers().names()) {
      if (!HARMLESS.contains(name)) {
        sent.removeHeader(name);
      }
    }
    return sent.build();
  }
}
