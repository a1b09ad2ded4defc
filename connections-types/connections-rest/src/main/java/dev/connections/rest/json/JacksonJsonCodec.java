package dev.connections.rest.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Jackson 2. Thread-safe. Needs {@code com.fasterxml.jackson.core:jackson-databind}, which
 * comes with this module and may be left out.
 */
public final class JacksonJsonCodec implements JsonCodec {

  private static final LibraryCalls JACKSON = new LibraryCalls("Jackson 2");

  private final ObjectMapper mapper;

  /**
   * With a mapper of its own, which ignores properties that the Java type does not have, and takes
   * a text that goes on behind its first value for broken.
   */
  public JacksonJsonCodec() {
    this(
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build());
  }

  /**
   * With the application's mapper.
   *
   * @param mapper used as it is; must not be reconfigured afterwards
   */
  public JacksonJsonCodec(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public byte[] encode(Object value) throws IOException {
    return JACKSON.write(value, () -> mapper.writeValueAsBytes(value));
  }

  @Override
  public <T> @Nullable T decode(byte[] json, JsonType<T> type) throws IOException {
    return JACKSON.read(type, () -> mapper.readerFor(javaType(type)).readValue(json));
  }

  private JavaType javaType(JsonType<?> type) {
    TypeFactory types = mapper.getTypeFactory();
    if (type instanceof JsonType.ListOf<?> list) {
      return types.constructCollectionType(List.class, javaType(list.element()));
    }
    if (type instanceof JsonType.MapOf<?> map) {
      JavaType key = types.constructSpecializedType(TypeFactory.unknownType(), String.class);
      return types.constructMapType(Map.class, key, javaType(map.value()));
    }
    if (type instanceof JsonType.Generic<?> generic) {
      JavaType[] arguments =
          generic.arguments().stream().map(this::javaType).toArray(JavaType[]::new);
      return types.constructParametricType(generic.raw(), arguments);
    }
    // Not constructType(Class): its signature names a class of the reflection package.
    Class<?> plain = ((JsonType.Plain<?>) type).type();
    return types.constructSpecializedType(TypeFactory.unknownType(), plain);
  }
}
