package dev.connections.rest.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into JSON and back. {@link JacksonJsonCodec} is the default; the setting {@code
 * json} names the codec of another {@link JsonLibrary}, and {@code RestConnection.withCodec} takes
 * any, such as one with the application's own mapper. Implementations are thread-safe.
 */
public interface JsonCodec {

  /**
   * The UTF-8 text of a value.
   *
   * @throws IOException if the value cannot be written
   */
  byte[] encode(Object value) throws IOException;

  /**
   * The value of a UTF-8 text; null if the text is {@code null}.
   *
   * @throws IOException if the text is not JSON, or not that of the type
   */
  <T> @Nullable T decode(byte[] json, JsonType<T> type) throws IOException;
}
