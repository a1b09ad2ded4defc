package dev.connections.spi.binding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds maps with free keys. */
record MapBinder<T>(ConfigurationBinder<T> value) implements ConfigurationBinder<Map<String, T>> {

  @Override
  public @Nullable Map<String, T> bind(ConfigurationNode node) {
    if (node.kind() != ConfigurationNode.Kind.MAPPING) {
      String problem = node.kind() == ConfigurationNode.Kind.MISSING ? "is missing" : "is no map";
      node.violation(problem, "names with values", "write one 'name: value' line each below it");
      return null;
    }
    List<String> keys = node.keys();
    Map<String, T> values = new LinkedHashMap<>();
    for (String key : keys) {
      T bound = value.bind(node.child(key));
      if (bound != null) {
        values.put(key, bound);
      }
    }
    return values.size() == keys.size() ? Collections.unmodifiableMap(values) : null;
  }
}
