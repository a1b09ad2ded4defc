package dev.connections.rest.json;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a JSON text is to become, type arguments included. Immutable.
 *
 * <pre>{@code
 * JsonType.of(Order.class)                                    // Order
 * JsonType.listOf(Order.class)                                // List<Order>
 * JsonType.mapOf(JsonType.listOf(Order.class))                // Map<String, List<Order>>
 * JsonType.<Page<Order>>generic(Page.class, JsonType.of(Order.class))
 * }</pre>
 *
 * @param <T> the Java type
 */
public sealed interface JsonType<T> {

  /**
   * A class without type parameters.
   *
   * @param type the class
   */
  record Plain<T>(Class<T> type) implements JsonType<T> {
    @Override
    public String toString() {
      return type.getTypeName();
    }
  }

  /**
   * A JSON array.
   *
   * @param element what its elements are
   */
  record ListOf<E>(JsonType<E> element) implements JsonType<List<E>> {
    @Override
    public String toString() {
      return "List<" + element + ">";
    }
  }

  /**
   * A JSON object with any keys.
   *
   * @param value what its values are
   */
  record MapOf<V>(JsonType<V> value) implements JsonType<Map<String, V>> {
    @Override
    public String toString() {
      return "Map<String, " + value + ">";
    }
  }

  /**
   * A class with type parameters.
   *
   * @param raw the class
   * @param arguments what its type parameters stand for, in their order
   */
  record Generic<T>(Class<? super T> raw, List<JsonType<?>> arguments) implements JsonType<T> {

    /** Copies the arguments. */
    public Generic {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return raw.getTypeName()
          + arguments.stream().map(Object::toString).collect(Collectors.joining(", ", "<", ">"));
    }
  }

  /** A class without type parameters. */
  static <T> JsonType<T> of(Class<T> type) {
    return new Plain<>(type);
  }

  /** A list of instances of a class. */
  static <E> JsonType<List<E>> listOf(Class<E> element) {
    return listOf(of(element));
  }

  /** A list. */
  static <E> JsonType<List<E>> listOf(JsonType<E> element) {
    return new ListOf<>(element);
  }

  /** A map of instances of a class, by name. */
  static <V> JsonType<Map<String, V>> mapOf(Class<V> value) {
    return mapOf(of(value));
  }

  /** A map by name. */
  static <V> JsonType<Map<String, V>> mapOf(JsonType<V> value) {
    return new MapOf<>(value);
  }

  /**
   * A class with type parameters. That the arguments fit is known only to the caller, who writes
   * the whole type out: {@code JsonType.<Page<Order>>generic(Page.class,
   * JsonType.of(Order.class))}.
   */
  static <T> JsonType<T> generic(Class<? super T> raw, JsonType<?>... arguments) {
    return new Generic<>(raw, List.of(arguments));
  }
}
