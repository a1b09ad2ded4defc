package dev.connections.processor.write;

import java.util.List;

/**
 * Begins what holds under a condition. A condition for each choice, and not one oneOf for all, so
 * that errors are about what was chosen.
 */
final class SchemaConditions {

  private SchemaConditions() {}

  /** Begins an object that is to have a {@code then}: what a key has satisfies a keyword. */
  static void when(String key, String keyword, String value, JsonText json) {
    json.object();
    json.object("if");
    json.object("properties").only(key, keyword, value).endObject();
    json.strings("required", List.of(key));
    json.endObject();
  }
}
