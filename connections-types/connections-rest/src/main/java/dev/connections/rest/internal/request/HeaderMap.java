package dev.connections.rest.internal.request;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Headers;

/** OkHttp's headers as what users see. */
public final class HeaderMap {

  private HeaderMap() {}

  /** Headers by name, whatever its case; unmodifiable. */
  public static Map<String, List<String>> of(Headers headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.names().forEach(name -> all.put(name, headers.values(name)));
    return Collections.unmodifiableMap(all);
  }
}
