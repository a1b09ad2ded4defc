package dev.connections.rest;

import dev.connections.rest.json.JacksonJsonCodec;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was not a success: the {@linkplain
 * dev.connections.failure.ConnectionException#detail(Class) detail} of what a REST connection
 * throws because of it:
 *
 * <pre>{@code
 * try {
 *   …
 * } catch (PermanentConnectionException e) {
 *   if (e.detail(HttpAnswer.class).map(HttpAnswer::status).orElse(0) == 404) { … }
 * }
 * }</pre>
 *
 * <p>Known secrets have been removed from all texts. Immutable and thread-safe.
 *
 * @param status the status code
 * @param headers the headers by name, whatever its case; without those that set cookies
 * @param problem what the server said in the standard form; null if it did not, or if it could not
 *     be read
 * @param bodyExcerpt the beginning of the body, at most 64 KiB; empty if it was not text
 * @param retryAfter when the server wants to be asked again, counted from its answer; null if it
 *     did not say
 */
public record HttpAnswer(
    int status,
    Map<String, List<String>> headers,
    @Nullable ProblemDetails problem,
    String bodyExcerpt,
    @Nullable Duration retryAfter)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Keeps a copy of the headers. */
  public HttpAnswer {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(copy);
  }

  /**
   * The body as a type of the API's own for errors. Nothing is thrown if it cannot be read, which
   * would hide the failure that it belongs to.
   *
   * @param type what the server sends with this status
   * @param codec such as a {@link JacksonJsonCodec}
   * @return empty if there is no text, if it was longer than what is kept, or if the codec cannot
   *     read it as the type
   */
  public <T> Optional<T> body(JsonType<T> type, JsonCodec codec) {
    if (bodyExcerpt.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(codec.decode(bodyExcerpt.getBytes(StandardCharsets.UTF_8), type));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty(); // codecs differ in what they throw
    }
  }

  /** {@link #body(JsonType, JsonCodec)} of a plain class. */
  public <T> Optional<T> body(Class<T> type, JsonCodec codec) {
    return body(JsonType.of(type), codec);
  }

  /** The status only: headers and body may hold what is not meant for logs. */
  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
