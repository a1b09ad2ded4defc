package dev.connections.rest.json;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/** JSON by Jackson 3. Thread-safe. Needs {@code tools.jackson.core:jackson-databind}. */
public final class Jackson3JsonCodec implements JsonCodec {

  private static final LibraryCalls JACKSON = new LibraryCalls("Jackson 3");

  private final ObjectMapper mapper;

  /**
   * With a mapper of its own, with the defaults of Jackson 3: properties that the Java type does
   * not have are ignored, dates are texts.
   */
  public Jackson3JsonCodec() {
    this(JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
  }

  /**
   * With the application's mapper.
   *
   * @param mapper used as it is
   */
  public Jackson3JsonCodec(ObjectMapper mapper) {
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
      return types.constructMapType(Map.class, plain(types, String.class), javaType(map.value()));
    }
    if (type instanceof JsonType.Generic<?> generic) {
      JavaType[] arguments =
          generic.arguments().stream().map(this::javaType).toArray(JavaType[]::new);
      return types.constructParametricType(generic.raw(), arguments);
    }
    return plain(types, ((JsonType.Plain<?>) type).type());
  }

  /** Not by constructType, whose signature names an interface of the reflection package. */
  private static JavaType plain(TypeFactory types, Class<?> type) {
    return types.constructSpecializedType(TypeFactory.unknownType(), type);
  }
}
