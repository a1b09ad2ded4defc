package dev.connections.rest.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** JSON by Gson. Thread-safe. Needs {@code com.google.code.gson:gson} 2.12 or newer. */
public final class GsonJsonCodec implements JsonCodec {

  private static final LibraryCalls GSON = new LibraryCalls("Gson");

  private final Gson gson;

  /**
   * With a Gson of its own, which takes JSON only, ignores properties that the Java type does not
   * have, and reads whole numbers as {@code Long} where the type is {@code Object}.
   */
  public GsonJsonCodec() {
    this(
        new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .disableHtmlEscaping()
            .create());
  }

  /**
   * With the application's Gson.
   *
   * @param gson used as it is, but a text that is not JSON is an error, unless it is {@code
   *     LENIENT} by its builder
   */
  public GsonJsonCodec(Gson gson) {
    this.gson = gson;
  }

  @Override
  public byte[] encode(Object value) throws IOException {
    return GSON.write(value, () -> Utf8.bytes(gson.toJson(value)));
  }

  @Override
  public <T> @Nullable T decode(byte[] json, JsonType<T> type) throws IOException {
    return GSON.read(type, () -> decode(Utf8.text(json), type));
  }

  /** Not by fromJson, which is lenient by default, whatever Gson's reader is. */
  private <T> @Nullable T decode(String json, JsonType<T> type) throws IOException {
    JsonReader reader = gson.newJsonReader(new StringReader(json));
    T value = this.<T>adapter(type).read(reader);
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new IOException("There is more than one JSON value");
    }
    return value;
  }

  @SuppressWarnings("unchecked") // it describes a T
  private <T> TypeAdapter<T> adapter(JsonType<T> type) {
    return (TypeAdapter<T>) gson.getAdapter(TypeToken.get(TypeDescription.of(type)));
  }
}
