package dev.connections.processor.write;

import dev.connections.annotations.settings.CommonSettings;
import dev.connections.processor.model.CommonModels;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import java.util.List;

/**
 * Writes what a schema says of the endpoints of a connection: each has a name and settings of the
 * type, of which none must be there, since the connection may have it for all.
 */
final class SchemaEndpoints {

  private static final String KEY = CommonModels.ENDPOINTS.name();
  private static final String NAME = "name";
  private static final String ANY = "common:endpoints";

  private final SchemaDefinitions definitions;

  SchemaEndpoints(SchemaDefinitions definitions) {
    this.definitions = definitions;
  }

  /** Writes the property where nothing is known of the type's settings. */
  void ofUnknown(JsonText json) {
    json.only(KEY, "$ref", SchemaDefinitions.reference(any()));
  }

  /**
   * Writes the property of a connection that has these settings.
   *
   * @param connection the definition of the connection, to whose properties the endpoints' refer
   */
  void of(RecordModel settings, String connection, JsonText json) {
    String element =
        definitions.define(
            "endpoint:" + settings.type().canonicalName(),
            inner -> element(settings, connection, inner));
    json.object(KEY);
    json.only("items", "$ref", SchemaDefinitions.reference(element));
    SchemaDefinitions.refer(any(), json);
    json.endObject();
  }

  /** Writes where the type's settings must be: at the connection, or at each endpoint. */
  void presence(RecordModel settings, JsonText json) {
    List<SettingModel> required =
        settings.settings().stream().filter(setting -> !setting.mayBeLeftOut()).toList();
    if (!required.isEmpty()) {
      json.object("if").object("properties").only(KEY, "type", "array").endObject();
      json.strings("required", List.of(KEY)).endObject();
      json.object("then").array("allOf");
      required.forEach(setting -> hereOrThere(setting, json));
      json.endArray().endObject();
      json.object("else");
      SchemaSettings.required(required, json);
      json.endObject();
    }
    SchemaSettings.oneKeyEach(settings.settings(), json);
  }

  private static void hereOrThere(SettingModel setting, JsonText json) {
    json.object();
    if (setting.name().equals(NAME)) {
      SchemaSettings.anyOfKeys(setting, json);
    } else {
      json.array("anyOf");
      json.object();
      SchemaSettings.anyOfKeys(setting, json);
      json.endObject();
      json.object().object("properties").object(KEY).object("items");
      SchemaSettings.anyOfKeys(setting, json);
      json.endObject().endObject().endObject().endObject();
      json.endArray();
    }
    json.endObject();
  }

  private void element(RecordModel settings, String connection, JsonText json) {
    // A setting of the type that is called like the endpoint's name is the connection's.
    List<SettingModel> own =
        settings.settings().stream().filter(setting -> !setting.name().equals(NAME)).toList();
    json.object().put("type", "object").object("properties");
    json.only(NAME, "$ref", SchemaDefinitions.reference(name()));
    for (SettingModel setting : own) {
      for (String key : SchemaSettings.keys(setting)) {
        String property = connection + "/properties/" + key;
        json.only(key, "$ref", SchemaDefinitions.reference(property));
      }
    }
    json.endObject();
    SchemaSettings.oneKeyEach(own, json);
    json.raw("additionalProperties", "false").endObject();
  }

  private String any() {
    return definitions.define(
        ANY,
        json -> {
          json.object().put("description", CommonModels.ENDPOINTS.description());
          json.strings("type", List.of("array", "null"));
          json.raw("minItems", "1");
          json.raw("maxItems", Integer.toString(CommonSettings.MOST_ENDPOINTS));
          json.object("items").put("type", "object");
          json.object("properties").only(NAME, "$ref", SchemaDefinitions.reference(name()));
          json.endObject().endObject().endObject();
        });
  }

  private String name() {
    SettingModel name = CommonModels.ENDPOINT_NAME;
    return definitions.define(
        "common:endpoint-name",
        json -> {
          json.object().put("description", name.description());
          json.strings("type", List.of("string", "null"));
          SchemaValues.literal(json, "^" + CommonSettings.NAME_PATTERN + "$");
          json.endObject();
        });
  }
}
