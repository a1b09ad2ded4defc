package dev.connections.rest.internal.exchange;

import java.util.List;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * Hides headers of an answer from OkHttp, which acts on them by itself, and shows them again to
 * whoever asked.
 */
final class HiddenHeaders {

  private static final String PREFIX = "Connections-Hidden-";
  private static final List<Hideable> HIDEABLE =
      List.of(new Hideable("Location"), new Hideable("Retry-After"));

  /** A header, and under which name it is hidden. */
  private record Hideable(String name, String hidden) {
    Hideable(String name) {
      this(name, PREFIX + name);
    }
  }

  private HiddenHeaders() {}

  /** The answer without a header, which {@link #show} brings back. */
  static Response hide(Response response, String name) {
    String value = response.header(name);
    return value == null
        ? response
        : response.newBuilder().removeHeader(name).header(PREFIX + name, value).build();
  }

  /** The answer as the server sent it. */
  static Response show(Response response) {
    Headers headers = response.headers();
    Response.Builder shown = null;
    for (Hideable header : HIDEABLE) {
      String value = headers.get(header.hidden());
      if (value != null) {
        shown = shown == null ? response.newBuilder() : shown;
        shown.removeHeader(header.hidden()).header(header.name(), value);
      }
    }
    return shown == null ? response : shown.build();
  }

  /** Keeps a server from sending one by itself. */
  static Response clean(Response response) {
    Response.Builder clean = null;
    for (Hideable header : HIDEABLE) {
      if (response.header(header.hidden()) != null) {
        clean = clean == null ? response.newBuilder() : clean;
        clean.removeHeader(header.hidden());
      }
    }
    return clean == null ? response : clean.build();
  }
}
