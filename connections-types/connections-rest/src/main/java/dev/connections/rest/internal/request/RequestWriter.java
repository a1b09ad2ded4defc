package dev.connections.rest.internal.request;

import dev.connections.Operation;
import dev.connections.rest.json.JsonCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Writes and checks requests, once for all attempts. */
public final class RequestWriter {

  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Map.Entry<String, String> ACCEPT_JSON =
      Map.entry("Accept", "application/json, application/problem+json");

  /** Methods that HTTP libraries expect a body of, be it an empty one. */
  private static final Set<String> WITH_BODY =
      Set.of("POST", "PUT", "PATCH", "PROPPATCH", "REPORT", "QUERY");

  private RequestWriter() {}

  /**
   * The request.
   *
   * @throws IllegalArgumentException if the values do not fit the route, or the body cannot be JSON
   */
  public static WrittenRequest write(
      RequestParts request, Operation operation, boolean wantsJson, Supplier<JsonCodec> codec) {
    List<String> segments = request.route().expand(request.values());
    return new WrittenRequest(
        request.method(),
        request.route(),
        segments,
        request.query(),
        headers(request, operation, wantsJson),
        body(request, codec),
        null);
  }

  /** What the request says itself takes the place of what we would say. */
  private static List<Map.Entry<String, String>> headers(
      RequestParts request, Operation operation, boolean wantsJson) {
    String key = operation.key();
    if (!wantsJson && key == null) {
      return request.headers();
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers().size() + 2);
    String structured = key == null ? null : structured(key); // checked even if it is not sent
    if (wantsJson && !has(request, "Accept")) {
      headers.add(ACCEPT_JSON);
    }
    if (structured != null && !has(request, IDEMPOTENCY_KEY)) {
      headers.add(Map.entry(IDEMPOTENCY_KEY, structured));
    }
    headers.addAll(request.headers());
    return headers;
  }

  private static boolean has(RequestParts request, String name) {
    return request.headers().stream().anyMatch(header -> header.getKey().equalsIgnoreCase(name));
  }

  private static @Nullable RequestBody body(RequestParts request, Supplier<JsonCodec> codec) {
    if (request.content() instanceof RequestContent.Raw raw) {
      return RequestBody.create(raw.bytes(), MediaType.get(raw.mediaType()));
    }
    if (request.content() instanceof RequestContent.Json json) {
      try {
        return RequestBody.create(codec.get().encode(json.value()), JSON);
      } catch (IOException unwritable) {
        throw new IllegalArgumentException(
            "The body of "
                + request.label()
                + ", a "
                + json.value().getClass().getTypeName()
                + ", cannot be written as JSON",
            unwritable);
      }
    }
    if (request.content() instanceof RequestContent.File file) {
      return FileBody.of(file.path(), file.mediaType());
    }
    if (request.content() instanceof RequestContent.Form form) {
      FormBody.Builder fields = new FormBody.Builder();
      form.fields().forEach(field -> fields.add(field.getKey(), field.getValue()));
      return fields.build();
    }
    if (request.content() instanceof RequestContent.Made made) {
      boolean once = made.body().isOneShot() && !(made.body() instanceof AttemptBody);
      return once ? new SentBody(made.body()) : made.body();
    }
    return WITH_BODY.contains(request.method()) ? RequestBody.EMPTY : null;
  }

  /** The key as a string of RFC 8941, which the header's specification asks for. */
  public static String structured(String key) {
    if (!HeaderRules.isValue(key) || key.indexOf('\t') >= 0) {
      throw new IllegalArgumentException(
          "The key of an operation is sent as the header '"
              + IDEMPOTENCY_KEY
              + "' and may hold visible ASCII characters and spaces only");
    }
    return '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
