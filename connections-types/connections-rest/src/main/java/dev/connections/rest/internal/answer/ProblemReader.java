package dev.connections.rest.internal.answer;

import dev.connections.rest.ProblemDetails;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.Redactor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** Reads the standard form of a problem (RFC 9457) with the connection's codec. */
final class ProblemReader {

  private static final JsonType<Map<String, Object>> OBJECT = JsonType.mapOf(Object.class);

  private static final Set<String> STANDARD =
      Set.of("type", "title", "status", "detail", "instance");

  private ProblemReader() {}

  /** The problem; null if the body is none, or cannot be read. */
  static @Nullable ProblemDetails read(
      byte[] body, @Nullable MediaType type, Supplier<JsonCodec> codec, Redactor redactor) {
    if (type == null || !type.subtype().equals("problem+json")) {
      return null;
    }
    try {
      Map<String, Object> members = codec.get().decode(JsonText.utf8(body, type), OBJECT);
      return members == null
          ? null
          : new ProblemDetails(
              text(members, "type", "about:blank", redactor),
              text(members, "title", "", redactor),
              text(members, "detail", "", redactor),
              text(members, "instance", "", redactor),
              extensions(members, redactor));
    } catch (IOException | RuntimeException unreadable) {
      // Whatever a codec throws: the status matters, and the excerpt shows the text.
      return null;
    }
  }

  private static Map<String, Object> extensions(Map<String, Object> members, Redactor redactor) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (!STANDARD.contains(name)) {
            extensions.put(name, redacted(value, redactor));
          }
        });
    return extensions;
  }

  @SuppressWarnings("NullAway") // a member may be null, as JSON has it
  private static Object redacted(Object value, Redactor redactor) {
    if (value instanceof String text) {
      return redactor.redact(text);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(redacted(element, redactor)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, element) -> copy.put(String.valueOf(name), redacted(element, redactor)));
      return copy;
    }
    return value;
  }

  private static String text(
      Map<String, Object> members, String name, String missing, Redactor redactor) {
    return members.get(name) instanceof String text ? redactor.redact(text) : missing;
  }
}
