package dev.connections.rest.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link JsonType} as Gson, Moshi and avaje-jsonb want it. The JDK's interfaces of types are used
 * as data: nothing is looked up or called by reflection here.
 */
final class TypeDescription {

  private final boolean owned;

  private TypeDescription(boolean owned) {
    this.owned = owned;
  }

  /** As the JDK describes it: a nested class has an owner. */
  static Type of(JsonType<?> type) {
    return new TypeDescription(true).describe(type);
  }

  /** For avaje-jsonb, which rejects every owner. */
  static Type withoutOwners(JsonType<?> type) {
    return new TypeDescription(false).describe(type);
  }

  private Type describe(JsonType<?> type) {
    if (type instanceof JsonType.ListOf<?> list) {
      return described(List.class, List.of(describe(list.element())));
    }
    if (type instanceof JsonType.MapOf<?> map) {
      return described(Map.class, List.of(String.class, describe(map.value())));
    }
    if (type instanceof JsonType.Generic<?> generic) {
      return described(generic.raw(), generic.arguments().stream().map(this::describe).toList());
    }
    return ((JsonType.Plain<?>) type).type();
  }

  private Type described(Class<?> raw, List<Type> arguments) {
    return new WithArguments(raw, arguments, owned ? raw.getDeclaringClass() : null);
  }

  /** Libraries turn it into their own before they compare it with others. */
  private record WithArguments(Class<?> raw, List<Type> arguments, @Nullable Type owner)
      implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }

    @Override
    public String toString() {
      return raw.getTypeName() + arguments;
    }
  }
}
