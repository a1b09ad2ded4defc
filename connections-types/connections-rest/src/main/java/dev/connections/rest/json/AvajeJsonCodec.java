package dev.connections.rest.json;

import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON by avaje-jsonb, whose adapters are generated: classes have its annotation {@code @Json}, and
 * {@code io.avaje:avaje-jsonb-generator} is an annotation processor of the build. Thread-safe.
 * Needs {@code io.avaje:avaje-jsonb}.
 */
public final class AvajeJsonCodec implements JsonCodec {

  private static final LibraryCalls AVAJE = new LibraryCalls("avaje-jsonb");

  private final Jsonb jsonb;

  /**
   * With a Jsonb of its own, which ignores properties that the Java type does not have, and has the
   * generated adapters that the thread's context class loader sees now.
   */
  public AvajeJsonCodec() {
    this(Jsonb.builder().failOnUnknown(false).build());
  }

  /**
   * With the application's Jsonb.
   *
   * @param jsonb used as it is
   */
  public AvajeJsonCodec(Jsonb jsonb) {
    this.jsonb = jsonb;
  }

  @Override
  public byte[] encode(Object value) throws IOException {
    return AVAJE.write(value, () -> jsonb.toJsonBytes(value));
  }

  @Override
  public <T> @Nullable T decode(byte[] json, JsonType<T> type) throws IOException {
    return AVAJE.read(type, () -> decode(Utf8.text(json), type));
  }

  /** As the only element of a list: its readers of a text or null need something around it. */
  private <T> @Nullable T decode(String json, JsonType<T> type) throws IOException {
    JsonOutline.check(json);
    try (JsonReader reader = jsonb.reader("[" + json + "]")) {
      List<T> values =
          jsonb
              .<List<T>>type(TypeDescription.withoutOwners(JsonType.listOf(type)))
              .fromJson(reader);
      if (values.size() != 1) {
        throw new IOException("There is no JSON value");
      }
      return values.get(0);
    }
  }
}
