package dev.connections.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an exception knows of an answer that was not a success. Implemented by subclasses of the
 * exceptions that all kinds of connection throw, so it can be asked for beside them:
 *
 * <pre>{@code
 * try {
 *   …
 * } catch (PermanentConnectionException e) {
 *   if (e instanceof HttpFailure failure && failure.status() == 404) { … }
 * }
 * }</pre>
 *
 * <p>Known secrets have been removed from all texts.
 */
public interface HttpFailure {

  /** The status code. */
  int status();

  /** The headers by name, whatever its case; without those that set cookies. */
  Map<String, List<String>> headers();

  /** What the server said in the standard form, if it did and it could be read. */
  Optional<ProblemDetails> problem();

  /** The beginning of the body, at most 64 KiB; empty if it was not text. */
  String bodyExcerpt();

  /**
   * The body as a type of the API's own for errors. Nothing is thrown if it cannot be read, which
   * would hide the failure that it belongs to.
   *
   * @param type what the server sends with this status
   * @param codec such as a {@link JacksonJsonCodec}
   * @return empty if there is no text, if it was longer than what is kept, or if the codec cannot
   *     read it as the type
   */
  default <T> Optional<T> body(JsonType<T> type, JsonCodec codec) {
    String text = bodyExcerpt();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(codec.decode(text.getBytes(StandardCharsets.UTF_8), type));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty(); // codecs differ in what they throw
    }
  }

  /** {@link #body(JsonType, JsonCodec)} of a plain class. */
  default <T> Optional<T> body(Class<T> type, JsonCodec codec) {
    return body(JsonType.of(type), codec);
  }

  /** When the server wants to be asked again, counted from its answer; empty if it did not say. */
  Optional<Duration> retryAfter();
}
