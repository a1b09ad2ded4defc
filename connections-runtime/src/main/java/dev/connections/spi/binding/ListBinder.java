package dev.connections.spi.binding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds lists. */
record ListBinder<T>(ConfigurationBinder<T> element) implements ConfigurationBinder<List<T>> {

  @Override
  public @Nullable List<T> bind(ConfigurationNode node) {
    List<ConfigurationNode> elements = node.elements();
    // A text from a variable or property has elements too: its comma-separated parts.
    if (elements.isEmpty() && !isEmptyList(node)) {
      String problem = node.kind() == ConfigurationNode.Kind.MISSING ? "is missing" : "is no list";
      node.violation(problem, "a list", "write one line each, beginning with '- '");
      return null;
    }
    List<T> values = new ArrayList<>(elements.size());
    for (ConfigurationNode each : elements) {
      T value = element.bind(each);
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == elements.size() ? Collections.unmodifiableList(values) : null;
  }

  private static boolean isEmptyList(ConfigurationNode node) {
    return switch (node.kind()) {
      case LIST -> true;
      case SCALAR -> node.text().isBlank();
      case MISSING, MAPPING -> false;
    };
  }
}
