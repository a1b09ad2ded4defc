package dev.connections.processor.write;

import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes the schemas of settings; what they share goes into the definitions. */
final class SchemaSettings {

  private final SchemaDefinitions definitions;

  SchemaSettings(SchemaDefinitions definitions) {
    this.definitions = definitions;
  }

  /** Writes the properties of a record, former keys included. */
  void properties(List<SettingModel> settings, JsonText json) {
    for (SettingModel setting : settings) {
      json.object(setting.name());
      body(setting, json);
      json.endObject();
      for (String key : setting.deprecatedKeys()) {
        json.object(key);
        json.put("description", "Deprecated: write " + setting.name() + " instead.");
        json.raw("deprecated", "true");
        value(setting.type(), constraints(setting), setting.mayBeLeftOut(), json);
        json.endObject();
      }
    }
  }

  /** Writes which settings must be there, and that none is there under two keys. */
  static void presence(List<SettingModel> settings, JsonText json) {
    names(settings, json);
    eachRenamed(
        settings,
        setting -> {
          if (!setting.mayBeLeftOut()) {
            anyKey(setting, json);
          }
          oneKey(setting, json);
        },
        json);
  }

  /** Writes which settings must be there. */
  static void required(List<SettingModel> settings, JsonText json) {
    names(settings, json);
    List<SettingModel> required =
        settings.stream().filter(setting -> !setting.mayBeLeftOut()).toList();
    eachRenamed(required, setting -> anyKey(setting, json), json);
  }

  /** Writes that no setting is there under two keys. */
  static void oneKeyEach(List<SettingModel> settings, JsonText json) {
    eachRenamed(settings, setting -> oneKey(setting, json), json);
  }

  /** Writes the alternatives for a setting: it is there under any of its keys. */
  static void anyOfKeys(SettingModel setting, JsonText json) {
    json.array("anyOf");
    keys(setting).forEach(key -> json.object().strings("required", List.of(key)).endObject());
    json.endArray();
  }

  private static void names(List<SettingModel> settings, JsonText json) {
    List<String> names =
        settings.stream()
            .filter(setting -> !setting.mayBeLeftOut() && setting.deprecatedKeys().isEmpty())
            .map(SettingModel::name)
            .toList();
    if (!names.isEmpty()) {
      json.strings("required", names);
    }
  }

  private static void eachRenamed(
      List<SettingModel> settings, Consumer<SettingModel> writer, JsonText json) {
    List<SettingModel> renamed =
        settings.stream().filter(setting -> !setting.deprecatedKeys().isEmpty()).toList();
    if (!renamed.isEmpty()) {
      json.array("allOf");
      renamed.forEach(writer);
      json.endArray();
    }
  }

  /** Writes the description, the default, the example and the values of a setting. */
  void body(SettingModel setting, JsonText json) {
    if (!setting.description().isEmpty()) {
      json.put("description", setting.description());
    }
    setting
        .defaultText()
        .flatMap(text -> SchemaDefaults.json(setting.type(), text.texts()))
        .ifPresent(text -> json.raw("default", text));
    setting
        .example()
        .flatMap(example -> SchemaDefaults.json(present(setting.type()), example.texts()))
        .ifPresent(text -> json.raw("examples", "[" + text + "]"));
    value(setting.type(), constraints(setting), setting.mayBeLeftOut(), json);
  }

  private static SettingType present(SettingType type) {
    return type instanceof SettingType.OptionalOf optional ? optional.value() : type;
  }

  /** The key of a setting, and then its former ones. */
  static List<String> keys(SettingModel setting) {
    List<String> keys = new ArrayList<>(List.of(setting.name()));
    keys.addAll(setting.deprecatedKeys());
    return keys;
  }

  private static void anyKey(SettingModel setting, JsonText json) {
    json.object();
    anyOfKeys(setting, json);
    json.endObject();
  }

  private static void oneKey(SettingModel setting, JsonText json) {
    List<String> keys = keys(setting);
    for (int i = 0; i < keys.size(); i++) {
      for (String other : keys.subList(i + 1, keys.size())) {
        // Of what is no object, such as null, every key is there to JSON Schema.
        json.object().object("not").put("type", "object");
        json.strings("required", List.of(keys.get(i), other));
        json.endObject().endObject();
      }
    }
  }

  private static List<ConstraintModel> constraints(SettingModel setting) {
    return setting.constraints().stream().map(AppliedConstraint::constraint).toList();
  }

  private void value(
      SettingType type, List<ConstraintModel> constraints, boolean nothing, JsonText json) {
    if (type instanceof SettingType.OptionalOf optional) {
      value(optional.value(), constraints, nothing, json);
    } else if (type instanceof SettingType.Scalar scalar) {
      scalar(scalar.kind(), constraints, nothing, json);
    } else if (type instanceof SettingType.DurationOr duration) {
      types(List.of("string"), nothing, json);
      SchemaDefinitions.refer(definitions.durationOr(duration.word()), json);
    } else if (type instanceof SettingType.Choice choice) {
      types(choiceTypes(choice), nothing, json);
      definitions.choice(choice).ifPresent(name -> SchemaDefinitions.refer(name, json));
    } else if (type instanceof SettingType.Nested nested) {
      types(List.of("object"), nothing, json);
      SchemaDefinitions.refer(definitions.record(nested.record()), json);
    } else if (type instanceof SettingType.OneOf oneOf) {
      types(List.of("object"), nothing, json);
      SchemaDefinitions.refer(definitions.oneOf(oneOf), json);
    } else if (type instanceof SettingType.ListOf list) {
      list(list, constraints, nothing, json);
    } else if (type instanceof SettingType.MapOf map) {
      types(List.of("object"), nothing, json);
      sizes("Properties", constraints, json);
      json.object("additionalProperties");
      value(map.value(), List.of(), false, json);
      json.endObject();
    }
  }

  private void scalar(
      ScalarKind kind, List<ConstraintModel> constraints, boolean nothing, JsonText json) {
    types(SchemaValues.types(kind), nothing, json);
    if (kind == ScalarKind.SECRET) {
      json.raw("writeOnly", "true");
    }
    if (kind.isNumber()) {
      SchemaRanges.write(constraints, json);
    } else if (kind == ScalarKind.STRING) {
      SchemaTexts.write(constraints, json);
    } else if (SchemaRanges.excludeNothing(constraints)) {
      // All that a schema sees of a number with a unit: it has no arithmetic.
      json.put("pattern", SchemaPatterns.MAYBE_REFERENCE + "|" + SchemaPatterns.NOT_ZERO);
    }
    SchemaDefinitions.refer(definitions.scalar(kind), json);
  }

  /** A list; a blank text also is an empty one. */
  private void list(
      SettingType.ListOf list, List<ConstraintModel> constraints, boolean nothing, JsonText json) {
    boolean mayBeEmpty = constraints.stream().noneMatch(ConstraintModel::rejectsEmpty);
    types(mayBeEmpty ? List.of("array", "string") : List.of("array"), nothing, json);
    if (mayBeEmpty) {
      json.put("pattern", SchemaPatterns.BLANK);
    }
    sizes("Items", constraints, json);
    json.object("items");
    value(list.element(), List.of(), false, json);
    json.endObject();
  }

  private static List<String> choiceTypes(SettingType.Choice choice) {
    boolean truth =
        choice.constants().stream()
            .map(constant -> constant.toLowerCase(Locale.ROOT))
            .anyMatch(constant -> constant.equals("true") || constant.equals("false"));
    return truth ? List.of("string", "boolean") : List.of("string");
  }

  private static void types(List<String> types, boolean nothing, JsonText json) {
    List<String> all = new ArrayList<>(types);
    if (nothing) {
      all.add("null");
    }
    if (all.size() == 1) {
      json.put("type", all.get(0));
    } else {
      json.strings("type", all);
    }
  }

  private static void sizes(String what, List<ConstraintModel> constraints, JsonText json) {
    SchemaSizes sizes = SchemaSizes.of(constraints);
    sizes.write("min" + what, "max" + what, json);
  }
}
