package dev.connections.rest.internal.request;

import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * A request of which all is known but the server: each attempt sends it to the one that was chosen
 * for it. Nothing in it can be wrong any more. Immutable.
 *
 * @param route the route that the segments come from
 * @param segments the escaped segments, values in their place
 * @param query the query parameters, not escaped
 * @param headers the headers in their order
 * @param link where to instead; null for the segments and the query
 */
public record WrittenRequest(
    String method,
    RouteTemplate route,
    List<String> segments,
    List<Map.Entry<String, String>> query,
    List<Map.Entry<String, String>> headers,
    @Nullable RequestBody body,
    @Nullable PageLink link) {

  /** The same request for another page. */
  public WrittenRequest at(PageLink page) {
    return new WrittenRequest(method, route, segments, query, headers, body, page);
  }

  /** The request as a server with this base gets it. */
  public Request.Builder on(BaseUrl base) {
    HttpUrl url = url(base);
    RequestBody sent = body instanceof AttemptBody made ? made.at(url) : body;
    Request.Builder request = new Request.Builder().url(url).method(method, sent);
    for (Map.Entry<String, String> header : headers) {
      request.addHeader(header.getKey(), header.getValue());
    }
    return request;
  }

  private HttpUrl url(BaseUrl base) {
    if (link != null) {
      return base.join(link);
    }
    HttpUrl joined = route.isFixed() ? base.join(route, segments) : base.join(segments);
    if (query.isEmpty()) {
      return joined;
    }
    HttpUrl.Builder url = joined.newBuilder();
    for (Map.Entry<String, String> parameter : query) {
      url.addQueryParameter(parameter.getKey(), parameter.getValue());
    }
    return url.build();
  }
}
