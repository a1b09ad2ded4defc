package dev.connections.spi.binding;

import org.jspecify.annotations.Nullable;

/** Binds a plain value: reports what is missing or not plain, so that subclasses see text only. */
abstract class ScalarBinder<T> implements ConfigurationBinder<T> {

  private final String expected;

  /**
   * For subclasses.
   *
   * @param expected what is allowed, such as {@code a whole number}
   */
  ScalarBinder(String expected) {
    this.expected = expected;
  }

  @Override
  public final @Nullable T bind(ConfigurationNode node) {
    switch (node.kind()) {
      case SCALAR -> {
        return value(node);
      }
      case MISSING -> node.violation("is missing", expected, null);
      case LIST -> node.violation("is a list", expected, "write one value after the colon");
      case MAPPING ->
          node.violation("has settings below it", expected, "write one value after the colon");
    }
    return null;
  }

  /** The value of a plain one. Its text is asked for once: who gives it may be far away. */
  @Nullable T value(ConfigurationNode node) {
    return parse(node.text(), node);
  }

  /** The value of the text; null if it is wrong, which has then been reported. */
  abstract @Nullable T parse(String text, ConfigurationNode node);

  /** What is allowed. */
  final String expected() {
    return expected;
  }
}
