package dev.connections.rest.internal.request;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The URL that all requests of a connection begin with, and the origin it belongs to. Thread-safe.
 */
public final class BaseUrl {

  /** The URLs of so many routes without variables are kept; most connections have fewer. */
  private static final int KEPT = 32;

  private final HttpUrl url;

  /** By the hash of the route; the last one that came to a slot is kept. */
  private final AtomicReferenceArray<@Nullable Fixed> fixed = new AtomicReferenceArray<>(KEPT);

  /** How many segments its path has; the empty one after a slash at its end is none. */
  private final int depth;

  /** A route without variables, and its URL, which is always the same. */
  private record Fixed(String route, HttpUrl url) {}

  public BaseUrl(URI url) {
    this.url = HttpUrl.get(url.toString());
    List<String> segments = this.url.encodedPathSegments();
    boolean slash = segments.get(segments.size() - 1).isEmpty();
    this.depth = slash ? segments.size() - 1 : segments.size();
  }

  /** The URL of a request: the base path, then these escaped segments. */
  public HttpUrl join(List<String> escapedSegments) {
    HttpUrl.Builder joined = url.newBuilder();
    escapedSegments.forEach(joined::addEncodedPathSegment);
    return joined.build();
  }

  /** The same for a route without variables. */
  public HttpUrl join(RouteTemplate route, List<String> escapedSegments) {
    String text = route.toString();
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (KEPT - 1);
    Fixed kept = fixed.get(slot);
    if (kept == null || !kept.route().equals(text)) {
      kept = new Fixed(text, join(escapedSegments));
      fixed.setRelease(slot, kept);
    }
    return kept.url();
  }

  /** A request that was written for another base, as it is for this one. */
  public Request.Builder rebase(Request written, BaseUrl from) {
    HttpUrl.Builder moved = url.newBuilder();
    List<String> segments = written.url().encodedPathSegments();
    segments
        .subList(Math.min(from.depth, segments.size()), segments.size())
        .forEach(moved::addEncodedPathSegment);
    return written.newBuilder().url(moved.encodedQuery(written.url().encodedQuery()).build());
  }

  /** A URL of the same origin as a link that other bases can have as well. */
  public PageLink link(HttpUrl target) {
    List<String> segments = target.encodedPathSegments();
    boolean below =
        segments.size() >= depth
            && segments.subList(0, depth).equals(url.encodedPathSegments().subList(0, depth));
    return new PageLink(
        below ? segments.subList(depth, segments.size()) : segments, below, target.encodedQuery());
  }

  /** The URL of a link. */
  public HttpUrl join(PageLink link) {
    HttpUrl.Builder joined = url.newBuilder();
    if (!link.below()) {
      joined.encodedPath("/");
    }
    link.segments().forEach(joined::addEncodedPathSegment);
    return joined.encodedQuery(link.query()).build();
  }

  /** The name or address of its host. */
  public String host() {
    return url.host();
  }

  /** Whether a URL has the same scheme, host and port: only then it gets our headers. */
  public boolean isSameOrigin(HttpUrl other) {
    return url.scheme().equals(other.scheme())
        && url.host().equals(other.host())
        && url.port() == other.port();
  }

  /** The URL of a route as messages may show it: no value and no secret is in it. */
  public String show(RouteTemplate route) {
    String base = toString();
    String path = route.toString();
    return base.endsWith("/") && path.startsWith("/") ? base + path.substring(1) : base + path;
  }

  /** The URL as messages may show it. */
  @Override
  public String toString() {
    return url.toString();
  }
}
