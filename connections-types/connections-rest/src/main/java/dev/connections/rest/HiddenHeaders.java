package dev.connections.rest;

import java.util.Set;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * Hides headers of an answer from OkHttp, which acts on them by itself, and shows them again to
 * whoever asked.
 */
final class HiddenHeaders {

  private static final String PREFIX = "Connections-Hidden-";
  private static final Set<String> HIDEABLE = Set.of("Location", "Retry-After");

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
    for (String name : HIDEABLE) {
      String value = headers.get(PREFIX + name);
      if (value != null) {
        shown = shown == null ? response.newBuilder() : shown;
        shown.removeHeader(PREFIX + name).header(name, value);
      }
    }
    return shown == null ? response : shown.build();
  }

  /** Keeps a server from sending one by itself. */
  static Response clean(Response response) {
    Response.Builder clean = null;
    for (String name : HIDEABLE) {
      if (response.header(PREFIX + name) != null) {
        clean = clean == null ? response.newBuilder() : clean;
        clean.removeHeader(PREFIX + name);
      }
    }
    return clean == null ? response : clean.build();
  }
}
