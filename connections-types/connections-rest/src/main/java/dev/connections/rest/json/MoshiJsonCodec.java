package dev.connections.rest.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Moshi. Thread-safe. Needs {@code com.squareup.moshi:moshi}.
 *
 * <p>Records must be public. Moshi has no adapters for the JDK's classes of dates, for {@code
 * BigDecimal} and the like, and none for Kotlin classes, which {@code moshi-kotlin} has: add them
 * to your own Moshi. A value of a class with type parameters cannot be written, since its adapter
 * would need to know them; it can be read.
 */
public final class MoshiJsonCodec implements JsonCodec {

  private static final LibraryCalls MOSHI = new LibraryCalls("Moshi");

  private final Moshi moshi;

  /** With a Moshi of its own, which ignores properties that the Java type does not have. */
  public MoshiJsonCodec() {
    this(new Moshi.Builder().build());
  }

  /**
   * With the application's Moshi.
   *
   * @param moshi used as it is
   */
  public MoshiJsonCodec(Moshi moshi) {
    this.moshi = moshi;
  }

  /** As an {@code Object}: such an adapter takes lists and maps of every class. */
  @Override
  public byte[] encode(Object value) throws IOException {
    return MOSHI.write(
        value,
        () -> {
          Buffer json = new Buffer();
          moshi.adapter(Object.class).toJson(json, value);
          return json.readByteArray();
        });
  }

  @Override
  public <T> @Nullable T decode(byte[] json, JsonType<T> type) throws IOException {
    return MOSHI.read(type, () -> decode(Utf8.text(json), type));
  }

  private <T> @Nullable T decode(String json, JsonType<T> type) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
    T value = moshi.<T>adapter(TypeDescription.of(type)).fromJson(reader);
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new IOException("There is more than one JSON value");
    }
    return value;
  }
}
