package dev.connections.rest;

import dev.connections.rest.json.JsonType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was a success, read to its end. Immutable as far as its body is; holds no resource
 * that anyone has to close.
 *
 * @param status the status code: 2xx, or 304
 * @param headers the headers by name, whatever its case, in alphabetical order
 * @param body the body; null if there was none, or it was the JSON text {@code null}
 * @param <T> what the body was turned into
 */
public record RestResponse<T>(int status, Map<String, List<String>> headers, @Nullable T body) {

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * The body, of an answer that is known to have one. Where a missing one is a failure of the call,
   * {@link RestConnection#send(RestRequest, JsonType)} tells it as such.
   *
   * @throws IllegalStateException if there was none
   */
  public T requireBody() {
    T present = body;
    if (present == null) {
      throw new IllegalStateException("The answer with status " + status + " has no body");
    }
    return present;
  }
}
