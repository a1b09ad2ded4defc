package dev.connections.processor.write;

import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The parts of a schema that several places refer to, each written once, when it is first needed.
 *
 * <p>They stand under {@code definitions}, which draft-07 knows and 2020-12 still describes, and
 * not under {@code $defs}, which tools for older drafts do not look into.
 */
final class SchemaDefinitions {

  private static final int DEPTH = 2;

  private final Map<String, String> definitions = new TreeMap<>();
  private final SchemaSettings settings = new SchemaSettings(this);

  /** How the settings are written whose shared parts are here. */
  SchemaSettings settings() {
    return settings;
  }

  /** A reference to a definition, as a fragment of a URI. */
  static String reference(String name) {
    StringBuilder fragment = new StringBuilder("#/definitions/");
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      if (each > ' ' && each != '%') {
        fragment.append((char) each);
      } else {
        fragment.append(String.format("%%%02X", each & 0xFF));
      }
    }
    return fragment.toString();
  }

  /** Refers to a definition: in an allOf, since older drafts ignore what is next to a $ref. */
  static void refer(String name, JsonText json) {
    json.onlyIn("allOf", "$ref", reference(name));
  }

  /** A simple value. */
  String scalar(ScalarKind kind) {
    return define(SchemaValues.definition(kind), json -> SchemaValues.define(kind, json));
  }

  /** A duration, or a word. */
  String durationOr(String word) {
    return define(
        SchemaValues.definition(ScalarKind.DURATION) + "-or-" + word,
        json -> {
          json.object();
          json.strings("examples", List.of("30s", word));
          SchemaValues.literal(
              json, SchemaPatterns.names(List.of(word)) + "|" + SchemaPatterns.DURATION);
          json.endObject();
        });
  }

  /** An enum; empty if it has no constants. */
  Optional<String> choice(SettingType.Choice choice) {
    List<String> constants = choice.constants();
    if (constants.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        define(
            "enum:" + choice.type().canonicalName(),
            json -> {
              json.object();
              spellings(constants.stream().map(SchemaDefaults::written).toList(), constants, json);
              json.endObject();
            }));
  }

  /** Writes the best spellings of some names, for completion, and then all that are accepted. */
  private static void spellings(List<String> best, List<String> names, JsonText json) {
    json.array("anyOf");
    json.object().strings("enum", best).endObject();
    json.object();
    SchemaValues.literal(json, SchemaPatterns.names(names));
    json.endObject().endArray();
  }

  /** A record in a setting. */
  String record(RecordModel record) {
    return define("record:" + record.type().canonicalName(), json -> closed(record, "", json));
  }

  /**
   * A sealed choice of records. If its key is given by a reference, it is of any of them: what the
   * reference gives is not known here.
   */
  String oneOf(SettingType.OneOf oneOf) {
    return define(
        "one-of:" + oneOf.type().canonicalName(),
        json -> {
          json.object().object("properties").object(oneOf.key());
          key(oneOf, json);
          json.endObject().endObject();
          json.strings("required", List.of(oneOf.key()));
          json.array("allOf");
          for (SettingType.Variant variant : oneOf.variants()) {
            SchemaConditions.when(oneOf.key(), "pattern", literally(variant), json);
            json.only("then", "$ref", reference(variant(oneOf, variant)));
            json.endObject();
          }
          SchemaConditions.when(oneOf.key(), "pattern", SchemaPatterns.MAYBE_REFERENCE, json);
          json.object("then").array("anyOf");
          for (SettingType.Variant variant : oneOf.variants()) {
            json.only("$ref", reference(variant(oneOf, variant)));
          }
          json.endArray().endObject().endObject();
          json.endArray().endObject();
        });
  }

  private static String literally(SettingType.Variant variant) {
    return SchemaPatterns.names(List.of(variant.value()));
  }

  private static void key(SettingType.OneOf oneOf, JsonText json) {
    List<String> values = oneOf.variants().stream().map(SettingType.Variant::value).toList();
    json.put("description", "Chooses the settings next to it.").put("type", "string");
    spellings(values, values, json);
  }

  private String variant(SettingType.OneOf oneOf, SettingType.Variant variant) {
    return define(
        "variant:" + oneOf.type().canonicalName() + ":" + variant.record().type().canonicalName(),
        json -> closed(variant.record(), oneOf.key(), json));
  }

  /**
   * Writes a record, all of whose keys are known.
   *
   * @param judgedElsewhere a key next to its settings about which nothing is said here; may be
   *     empty
   */
  private void closed(RecordModel record, String judgedElsewhere, JsonText json) {
    begin(record, judgedElsewhere, json);
    json.endObject();
    SchemaSettings.presence(record.settings(), json);
    json.raw("additionalProperties", "false").endObject();
  }

  /** Begins a record and its properties, of which more may follow. */
  void begin(RecordModel record, String judgedElsewhere, JsonText json) {
    json.object();
    if (!record.description().isEmpty()) {
      json.put("description", record.description());
    }
    json.object("properties");
    if (!judgedElsewhere.isEmpty()) {
      json.raw(judgedElsewhere, "true");
    }
    settings.properties(record.settings(), json);
  }

  /** A definition of any name; gives the name. */
  String define(String name, Consumer<JsonText> writer) {
    if (!definitions.containsKey(name)) {
      definitions.put(name, "");
      JsonText json = new JsonText(DEPTH);
      writer.accept(json);
      definitions.put(name, json.toString());
    }
    return name;
  }

  /** Writes them all, sorted. */
  void write(JsonText json) {
    json.object("definitions");
    definitions.forEach(json::raw);
    json.endObject();
  }
}
