package dev.connections.processor.write;

import dev.connections.processor.model.CommonModels;
import dev.connections.processor.model.DescribedType;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import java.util.List;

/**
 * Writes the JSON Schema for the configuration files of an application: what an editor needs to
 * complete, explain and check them.
 *
 * <p>It says 2020-12, and has only keywords that mean the same in draft-07, which many editors know
 * better. It judges one file by itself, and accepts what it cannot judge; {@code
 * docs/configuration-schema.md} lists what that is.
 */
public final class SchemaText {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String NAME_ALLOWED =
      "The connections, by name: small letters, digits and '-', beginning with a letter.";

  private final List<DescribedType> types;
  private final SchemaDefinitions definitions = new SchemaDefinitions();
  private final SchemaEndpoints endpoints = new SchemaEndpoints(definitions);

  private SchemaText(List<DescribedType> types) {
    this.types = types;
  }

  /**
   * The schema, which is the same for the same types in the same order.
   *
   * @param registry the name of the registry that the types are of
   */
  public static String of(String registry, List<DescribedType> types) {
    return new SchemaText(types).write(registry);
  }

  private String write(String registry) {
    JsonText json = new JsonText(0);
    json.object();
    json.put("$schema", DIALECT);
    json.put("title", "Connections of " + registry);
    json.put("type", "object");
    json.object("properties");
    json.object("$schema").put("description", "Where the schema of this file is.").endObject();
    connections(json);
    json.object("defaults");
    json.put("description", "Common settings of all connections that do not have them.");
    SchemaDefinitions.refer("common:defaults", json);
    json.endObject();
    profiles(json);
    json.endObject();
    json.strings("required", List.of("connections"));
    json.raw("additionalProperties", "false");
    define();
    definitions.write(json);
    return json.endObject() + "\n";
  }

  private void connections(JsonText json) {
    json.object("connections");
    json.put("description", NAME_ALLOWED).put("type", "object");
    json.only("propertyNames", "pattern", SchemaPatterns.CONNECTION_NAME);
    json.only("additionalProperties", "$ref", SchemaDefinitions.reference("connection"));
    json.endObject();
  }

  private static void profiles(JsonText json) {
    json.object("profiles");
    json.put("description", "By name, what a chosen profile changes.");
    json.strings("type", List.of("object", "null"));
    json.only("additionalProperties", "$ref", SchemaDefinitions.reference("profile"));
    json.endObject();
  }

  private void define() {
    for (SettingModel setting : CommonModels.simple()) {
      definitions.define(
          common(setting),
          json -> {
            json.object();
            definitions.settings().body(setting, json);
            json.endObject();
          });
    }
    definitions.define("common:defaults", this::defaults);
    definitions.define("type", this::type);
    definitions.define("connection", this::connection);
    definitions.define("profile", SchemaText::profile);
    definitions.define("profile:connection", this::overlay);
  }

  private void defaults(JsonText json) {
    json.object().strings("type", List.of("object", "null"));
    json.object("properties");
    CommonModels.SHARED.forEach(setting -> common(setting, json));
    json.endObject();
    json.raw("additionalProperties", "false").endObject();
  }

  /** The names of the types, each with its description for completion. */
  private void type(JsonText json) {
    json.object().put("description", "The connection's type.");
    if (types.isEmpty()) {
      json.raw("not", "true");
    } else {
      json.array("anyOf");
      for (DescribedType type : types) {
        json.object().put("const", type.name());
        if (!type.description().isBlank()) {
          json.put("description", type.description());
        }
        json.endObject();
      }
      json.endArray();
    }
    json.endObject();
  }

  private void connection(JsonText json) {
    json.object().put("type", "object");
    json.object("properties");
    json.only("type", "$ref", SchemaDefinitions.reference("type"));
    json.endObject();
    json.strings("required", List.of("type"));
    if (!types.isEmpty()) {
      json.array("allOf");
      for (DescribedType type : types) {
        SchemaConditions.when("type", "const", type.name(), json);
        json.only("then", "$ref", SchemaDefinitions.reference(settingsOf(type)));
        json.endObject();
      }
      json.endArray();
    }
    json.endObject();
  }

  private String settingsOf(DescribedType type) {
    if (type.settings().isEmpty()) {
      return definitions.define("connection:unknown", this::open);
    }
    RecordModel settings = type.settings().get();
    String name = "connection:" + settings.type().canonicalName();
    return definitions.define(
        name,
        json -> {
          definitions.begin(settings, "type", json);
          commons(json);
          endpoints.of(settings, name, json);
          json.endObject();
          endpoints.presence(settings, json);
          json.raw("additionalProperties", "false").endObject();
        });
  }

  /** The settings of a type of which only the common ones are known. */
  private void open(JsonText json) {
    json.object().object("properties");
    commons(json);
    endpoints.ofUnknown(json);
    json.endObject().endObject();
  }

  private static void profile(JsonText json) {
    json.object().strings("type", List.of("object", "null"));
    json.object("properties");
    json.only("defaults", "$ref", SchemaDefinitions.reference("common:defaults"));
    json.object("connections").put("type", "object");
    json.only("propertyNames", "pattern", SchemaPatterns.CONNECTION_NAME);
    json.only("additionalProperties", "$ref", SchemaDefinitions.reference("profile:connection"));
    json.endObject().endObject();
    json.raw("additionalProperties", "false").endObject();
  }

  /** What changes a connection may leave out everything, even what says of which type it is. */
  private void overlay(JsonText json) {
    json.object().put("type", "object").object("properties");
    json.only("type", "$ref", SchemaDefinitions.reference("type"));
    commons(json);
    endpoints.ofUnknown(json);
    json.endObject().endObject();
  }

  private static void commons(JsonText json) {
    CommonModels.simple().forEach(setting -> common(setting, json));
  }

  private static void common(SettingModel setting, JsonText json) {
    json.only(setting.name(), "$ref", SchemaDefinitions.reference(common(setting)));
  }

  private static String common(SettingModel setting) {
    return "common:" + setting.name();
  }
}
