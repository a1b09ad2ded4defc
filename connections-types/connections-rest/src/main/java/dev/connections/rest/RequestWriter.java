package dev.connections.rest;

import dev.connections.Operation;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Writes a {@link RestRequest} as OkHttp's, once for all attempts. Thread-safe. */
final class RequestWriter {

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final MediaType JSON = MediaType.get("application/json");

  /** Methods that HTTP libraries expect a body of, be it an empty one. */
  private static final Set<String> WITH_BODY =
      Set.of("POST", "PUT", "PATCH", "PROPPATCH", "REPORT", "QUERY");

  private final BaseUrl base;

  RequestWriter(BaseUrl base) {
    this.base = base;
  }

  /**
   * The request.
   *
   * @throws IllegalArgumentException if the values do not fit the route, or the body cannot be JSON
   */
  Request write(
      RestRequest request, Operation operation, boolean wantsJson, Supplier<JsonCodec> codec) {
    Request.Builder written =
        new Request.Builder().url(url(request)).method(request.method(), body(request, codec));
    if (wantsJson) {
      written.header("Accept", "application/json, application/problem+json");
    }
    String key = operation.key();
    if (key != null) {
      written.header(IDEMPOTENCY_KEY, structured(key));
    }
    for (Map.Entry<String, String> header : request.headers()) {
      if (header.getKey().equalsIgnoreCase("Accept")
          || header.getKey().equalsIgnoreCase(IDEMPOTENCY_KEY)) {
        written.removeHeader(header.getKey());
      }
    }
    request.headers().forEach(header -> written.addHeader(header.getKey(), header.getValue()));
    return written.build();
  }

  private HttpUrl url(RestRequest request) {
    HttpUrl joined = base.join(request.template().expand(request.values()));
    if (request.query().isEmpty()) {
      return joined;
    }
    HttpUrl.Builder url = joined.newBuilder();
    request
        .query()
        .forEach(parameter -> url.addQueryParameter(parameter.getKey(), parameter.getValue()));
    return url.build();
  }

  private static @Nullable RequestBody body(RestRequest request, Supplier<JsonCodec> codec) {
    if (request.content() instanceof RequestContent.Raw raw) {
      return RequestBody.create(raw.bytes(), MediaType.get(raw.mediaType()));
    }
    if (request.content() instanceof RequestContent.Json json) {
      try {
        return RequestBody.create(codec.get().encode(json.value()), JSON);
      } catch (IOException unwritable) {
        throw new IllegalArgumentException(
            "The body of "
                + request
                + ", a "
                + json.value().getClass().getTypeName()
                + ", cannot be written as JSON",
            unwritable);
      }
    }
    return WITH_BODY.contains(request.method()) ? RequestBody.EMPTY : null;
  }

  /** The key as a string of RFC 8941, which the header's specification asks for. */
  private static String structured(String key) {
    if (!HeaderRules.isValue(key) || key.indexOf('\t') >= 0) {
      throw new IllegalArgumentException(
          "The key of an operation is sent as the header '"
              + IDEMPOTENCY_KEY
              + "' and may hold visible ASCII characters and spaces only");
    }
    return '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
