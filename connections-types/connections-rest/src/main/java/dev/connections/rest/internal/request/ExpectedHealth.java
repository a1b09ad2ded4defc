package dev.connections.rest.internal.request;

import dev.connections.rest.json.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a probe must be: a status, and texts in its JSON. Without either, any answer
 * below 500 will do. Immutable.
 */
public final class ExpectedHealth {

  /** What the answer is read as. */
  public static final JsonType<Map<String, Object>> DOCUMENT = JsonType.mapOf(Object.class);

  private static final Pattern STATUS = Pattern.compile("[1-5](xx|\\d\\d)");

  private final List<String> statuses;
  private final Map<String, String> texts;

  /**
   * Expects these.
   *
   * @throws IllegalArgumentException if a status is none; the text names the setting
   */
  public ExpectedHealth(List<String> statuses, Map<String, String> texts) {
    for (String status : statuses) {
      if (!STATUS.matcher(status).matches()) {
        throw new IllegalArgumentException(
            "healthStatus has '" + status + "', which is no status; allowed: such as 200, 2xx");
      }
    }
    this.statuses = statuses;
    this.texts = new TreeMap<>(texts);
  }

  /** Whether the answer's body is looked at, which that to a HEAD does not have. */
  public boolean needsBody() {
    return !texts.isEmpty();
  }

  /** Whether this status is expected. */
  public boolean allows(int status) {
    if (statuses.isEmpty()) {
      return status < 500;
    }
    String code = String.valueOf(status);
    return statuses.stream()
        .anyMatch(
            each -> each.endsWith("xx") ? code.charAt(0) == each.charAt(0) : code.equals(each));
  }

  /** What is wrong with the answer's JSON; null if nothing is. */
  public @Nullable String problem(Map<String, Object> document) {
    List<String> wrong = new ArrayList<>();
    texts.forEach(
        (path, expected) -> {
          Object found = find(document, path);
          if (!expected.equals(String.valueOf(found))) {
            wrong.add(
                "'"
                    + path
                    + "' is "
                    + (found == null ? "missing" : "'" + shortened(found.toString()) + "'")
                    + ", not '"
                    + expected
                    + "'");
          }
        });
    return wrong.isEmpty() ? null : String.join(", ", wrong);
  }

  private static @Nullable Object find(Map<?, ?> document, String path) {
    Object direct = document.get(path);
    int dot = path.indexOf('.');
    if (direct != null || dot < 0) {
      return direct;
    }
    return document.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? find(inner, path.substring(dot + 1))
        : null;
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
