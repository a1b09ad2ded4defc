package dev.connections.internal.configuration.node;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the key of a mapping that says which of several records it holds. */
final class VariantChoice {

  private VariantChoice() {}

  /** The value that was written; null if there is none, or another, which has been reported. */
  static @Nullable String of(TrackedNode node, String key, String... values) {
    if (node.kind() != Kind.MAPPING) {
      node.object(key);
      return null;
    }
    TrackedNode choice = node.child(key);
    String value = null;
    if (choice.kind() == Kind.MISSING) {
      String nearest = NearestName.of(key, node.said().keys()).orElse(null);
      choice.violation(
          "is missing",
          String.join(", ", values),
          nearest == null || nearest.equals(key)
              ? null
              : "write " + key + " instead of " + nearest);
    } else {
      value = Binders.oneOf(values).bind(choice);
    }
    if (value == null) {
      // Which other keys are right depends on it, so none of them is called wrong.
      node.keys();
    }
    return value;
  }
}
