package dev.connections.rest.internal.exchange;

import dev.connections.rest.internal.request.OneShotBody;
import java.net.Proxy;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.Connection;
import okhttp3.HttpUrl;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Watches over what OkHttp does with an answer by itself: it must not turn a request into another
 * one ({@link RedirectRules}), take to another origin what was meant for the first, or repeat for
 * the server what the pipeline counts. Works on every exchange of a call.
 */
final class Redirects {

  private static final int UNAVAILABLE = 503;

  /**
   * What a redirected request may take along to another origin: what describes its body, what
   * describes the answer that is wanted, and what keeps it from being done twice or unseen.
   */
  private static final Set<String> HARMLESS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    HARMLESS.addAll(
        Set.of(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Cache-Control",
            "Connection",
            "Content-Digest",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-Location",
            "Content-MD5",
            "Content-Range",
            "Content-Type",
            "Digest",
            "Expect",
            "Host"));
    HARMLESS.addAll(
        Set.of(
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "If-Unmodified-Since",
            "Pragma",
            "Prefer",
            "Range",
            "Repr-Digest",
            "TE",
            "Trailer",
            "traceparent",
            "tracestate",
            "Transfer-Encoding",
            "User-Agent"));
  }

  private Redirects() {}

  /** The request as it may be sent: on another origin without what was meant for the first. */
  static Request allowed(Chain chain, Request request) {
    return isElsewhere(chain, request) ? stripped(chain, request) : request;
  }

  /**
   * The answer as OkHttp may see it.
   *
   * @param ofAttempt whether the pipeline repeats the request, if anyone does
   */
  static Response judged(Request request, Response answer, boolean ofAttempt) {
    Response response = HiddenHeaders.clean(answer);
    int status = response.code();
    boolean vetoed =
        RedirectRules.changesRequest(status, request.method())
            || RedirectRules.losesEncryption(request.url(), response.header("Location"));
    if (RedirectRules.isRedirect(status) && vetoed) {
      return HiddenHeaders.hide(response, "Location");
    }
    if (status == UNAVAILABLE && ofAttempt) {
      return HiddenHeaders.hide(response, "Retry-After"); // "0" would make OkHttp ask again
    }
    RequestBody body = request.body();
    if ((status == 401 || status == 407) && body instanceof OneShotBody once) {
      once.rejected(); // the answer proves that the request was not done: it may be sent once more
    }
    return response;
  }

  private static boolean isElsewhere(Chain chain, Request request) {
    HttpUrl first = chain.call().request().url();
    HttpUrl now = request.url();
    return !first.scheme().equals(now.scheme())
        || !first.host().equals(now.host())
        || first.port() != now.port();
  }

  private static Request stripped(Chain chain, Request request) {
    Request.Builder sent = request.newBuilder();
    for (String name : request.headers().names()) {
      if (!HARMLESS.contains(name) && !isForThisPlace(chain, request, name)) {
        sent.removeHeader(name);
      }
    }
    return sent.build();
  }

  /** What was not carried here, but made for this place. */
  private static boolean isForThisPlace(Chain chain, Request request, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      // OkHttp drops it on the way to another origin, so an authenticator has made this one.
      case "authorization" -> true;
      // OkHttp has replaced what was carried with what the jar holds for this place.
      case "cookie" -> !chain.getCookieJar().loadForRequest(request.url()).isEmpty();
      case "proxy-authorization" -> isThroughProxy(chain.connection());
      default -> false;
    };
  }

  private static boolean isThroughProxy(@Nullable Connection connection) {
    return connection != null && connection.route().proxy().type() != Proxy.Type.DIRECT;
  }
}
