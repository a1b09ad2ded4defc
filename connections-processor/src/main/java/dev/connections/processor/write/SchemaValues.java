package dev.connections.processor.write;

import dev.connections.processor.model.ScalarKind;
import java.util.List;

/**
 * What a schema says of simple values. A file may write any of them as a text, and any but a secret
 * may be given by references in a text, whose values a schema cannot know.
 */
final class SchemaValues {

  private SchemaValues() {}

  /** The name of the definition of a kind. */
  static String definition(ScalarKind kind) {
    return switch (kind) {
      case STRING -> "value:text";
      case INTEGER -> "value:integer";
      case LONG -> "value:long";
      case DOUBLE, BIG_DECIMAL -> "value:number";
      case BOOLEAN -> "value:boolean";
      case DURATION -> "value:duration";
      case DATA_SIZE -> "value:size";
      case PERCENTAGE -> "value:percentage";
      case URI -> "value:url";
      case PATH -> "value:path";
      case SECRET -> "value:secret";
    };
  }

  /** The JSON types that values of a kind can have in a file. */
  static List<String> types(ScalarKind kind) {
    return switch (kind) {
      case STRING, PATH -> List.of("string", "number", "boolean");
      case INTEGER, LONG -> List.of("integer", "string");
      case DOUBLE, BIG_DECIMAL -> List.of("number", "string");
      case BOOLEAN -> List.of("boolean", "string");
      case DURATION, DATA_SIZE, PERCENTAGE, URI, SECRET -> List.of("string");
    };
  }

  /** How reference documentation calls what is allowed. */
  static String display(ScalarKind kind) {
    return switch (kind) {
      case STRING -> "text";
      case INTEGER, LONG -> "whole number";
      case DOUBLE, BIG_DECIMAL -> "number";
      case BOOLEAN -> "true, false";
      case DURATION -> "duration";
      case DATA_SIZE -> "size";
      case PERCENTAGE -> "percentage";
      case URI -> "URL";
      case PATH -> "path";
      case SECRET -> "secret";
    };
  }

  /** Writes the definition of a kind. */
  static void define(ScalarKind kind, JsonText json) {
    json.object();
    switch (kind) {
      case STRING -> json.put("pattern", SchemaPatterns.TEXT);
      case INTEGER -> {
        range(json, Integer.toString(Integer.MIN_VALUE), Integer.toString(Integer.MAX_VALUE));
        literal(json, SchemaPatterns.WHOLE);
      }
      case LONG -> {
        range(json, Long.toString(Long.MIN_VALUE), Long.toString(Long.MAX_VALUE));
        literal(json, SchemaPatterns.WHOLE);
      }
      case DOUBLE, BIG_DECIMAL -> literal(json, SchemaPatterns.DECIMAL);
      case BOOLEAN -> literal(json, SchemaPatterns.BOOLEAN);
      case DURATION -> {
        json.strings("examples", List.of("500ms", "30s", "1m30s"));
        literal(json, SchemaPatterns.DURATION);
      }
      case DATA_SIZE -> {
        json.strings("examples", List.of("64KiB", "10MiB"));
        literal(json, SchemaPatterns.DATA_SIZE);
      }
      case PERCENTAGE -> {
        json.strings("examples", List.of("50%"));
        literal(json, SchemaPatterns.PERCENTAGE);
      }
      case URI -> literal(json, SchemaPatterns.URL);
      case PATH -> literal(json, SchemaPatterns.NOT_BLANK);
      case SECRET -> {
        json.strings(
            "examples", List.of("${env:PASSWORD}", "${file:/run/secrets/password}", "#{Key}#"));
        json.put("pattern", SchemaPatterns.SECRET);
      }
    }
    json.endObject();
  }

  /** A text without references matches this; one with references only has known ones. */
  static void literal(JsonText json, String pattern) {
    json.only("if", "pattern", SchemaPatterns.MAYBE_REFERENCE);
    json.only("then", "pattern", SchemaPatterns.TEXT);
    json.only("else", "pattern", pattern);
  }

  private static void range(JsonText json, String least, String most) {
    json.raw("minimum", least).raw("maximum", most);
  }
}
