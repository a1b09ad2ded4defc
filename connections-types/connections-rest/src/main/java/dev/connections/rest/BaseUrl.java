package dev.connections.rest;

import java.net.URI;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * The URL that all requests of a connection begin with, and the origin it belongs to. Immutable.
 */
final class BaseUrl {

  private final HttpUrl url;

  BaseUrl(URI url) {
    this.url = HttpUrl.get(url.toString());
  }

  /** The URL of a request: the base path, then these escaped segments. */
  HttpUrl join(List<String> escapedSegments) {
    HttpUrl.Builder joined = url.newBuilder();
    escapedSegments.forEach(joined::addEncodedPathSegment);
    return joined.build();
  }

  /** Whether a URL has the same scheme, host and port: only then it gets our headers. */
  boolean isSameOrigin(HttpUrl other) {
    return url.scheme().equals(other.scheme())
        && url.host().equals(other.host())
        && url.port() == other.port();
  }

  /** The URL as messages may show it. */
  @Override
  public String toString() {
    return url.toString();
  }
}
