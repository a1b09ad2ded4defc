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

  /** A simple value. */
  Optional<String> scalar(ScalarKind kind) {
    return Optional.of(
        define(SchemaValues.definition(kind), json -> SchemaValues.define(kind, json)));
  }

  /** An enum: its best spellings for completion, and every other one for what is accepted. */
  Optional<String> choice(SettingType.Choice choice) {
    if (choice.constants().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        define(
            "enum:" + choice.type().canonicalName(),
            json -> {
              json.object().array("anyOf");
              json.object()
                  .strings(
                      "enum", choice.constants().stream().map(SchemaDefaults::written).toList())
                  .endObject();
              json.object();
              SchemaValues.literal(json, SchemaPatterns.names(choice.constants()));
              json.endObject();
              json.endArray().endObject();
            }));
  }

  /** A record in a setting. */
  Optional<String> record(RecordModel record) {
    return Optional.of(
        define("record:" + record.type().canonicalName(), json -> closed(record, "", json)));
  }

  /**
   * A sealed choice of records. If its key is given by a reference, it is of any of them: what the
   * reference gives is not known here.
   */
  Optional<String> oneOf(SettingType.OneOf oneOf) {
    return Optional.of(
        define(
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
            }));
  }

  private static String literally(SettingType.Variant variant) {
    return SchemaPatterns.names(List.of(variant.value()));
  }

  /** Writes what the key may say: its best spellings for completion, then all others. */
  private static void key(SettingType.OneOf oneOf, JsonText json) {
    List<String> values = oneOf.variants().stream().map(SettingType.Variant::value).toList();
    json.put("description", "Chooses the settings beside it.").put("type", "string");
    json.array("anyOf");
    json.object().strings("enum", values).endObject();
    json.object();
    SchemaValues.literal(json, SchemaPatterns.names(values));
    json.endObject().endArray();
  }

  private String variant(SettingType.OneOf oneOf, SettingType.Variant variant) {
    return define(
        "variant:" + oneOf.type().canonicalName() + ":" + variant.record().type().canonicalName(),
        json -> closed(variant.record(), oneOf.key(), json));
  }

  /** A record, all of whose keys are known. */
  private void closed(RecordModel record, String anotherKey, JsonText json) {
    json.object();
    if (!record.description().isEmpty()) {
      json.put("description", record.description());
    }
    json.object("properties");
    if (!anotherKey.isEmpty()) {
      json.raw(anotherKey, "true");
    }
    settings.properties(record, json);
    json.endObject();
    settings.presence(record, List.of(), json);
    json.raw("additionalProperties", "false");
    json.endObject();
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
