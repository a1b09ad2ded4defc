package dev.connections.rest.internal.request;

import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What a probe asks for: a path, and a query if there is one. Immutable. */
public final class HealthPath {

  private static final Pattern QUERY =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  private final RouteTemplate path;
  private final @Nullable String query;

  /**
   * A path such as {@code /health?deep=false}.
   *
   * @throws IllegalArgumentException if it is none; the text names the setting
   */
  public HealthPath(String text) {
    int mark = text.indexOf('?');
    query = mark < 0 ? null : text.substring(mark + 1);
    try {
      path = new RouteTemplate(mark < 0 ? text : text.substring(0, mark));
      path.expand(Map.of());
    } catch (IllegalArgumentException wrong) {
      throw rejected(text);
    }
    if (query != null && !QUERY.matcher(query).matches()) {
      throw rejected(text);
    }
  }

  private static IllegalArgumentException rejected(String text) {
    return new IllegalArgumentException(
        "healthPath '"
            + text
            + "' is not allowed: a path begins with one /, has no empty segments, no . or .. and no"
            + " {variables}; a query may follow after ?; other characters are escaped, such as %20");
  }

  /** The whole URL. */
  public HttpUrl on(BaseUrl base) {
    return base.join(path.expand(Map.of())).newBuilder().encodedQuery(query).build();
  }
}
