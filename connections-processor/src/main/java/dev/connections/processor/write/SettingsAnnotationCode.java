package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.OptionalForm;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code @GeneratedSettings}: a configuration for compilations without its sources. */
public final class SettingsAnnotationCode {

  private static final ClassName SETTINGS =
      ClassName.get("dev.connections.annotations", "GeneratedSettings");

  private SettingsAnnotationCode() {}

  /** The annotation for a configuration. */
  public static AnnotationSpec of(RecordModel configuration) {
    Map<String, RecordModel> records = new LinkedHashMap<>();
    collect(configuration, records);
    AnnotationSpec.Builder annotation = AnnotationSpec.builder(SETTINGS);
    for (RecordModel each : records.values()) {
      annotation.addMember("records", "$L", record(each));
    }
    return annotation.build();
  }

  /** What a record holds comes before it, so that reading needs one pass. */
  private static void collect(RecordModel settings, Map<String, RecordModel> records) {
    String name = className(settings.type());
    if (records.containsKey(name)) {
      return;
    }
    for (SettingModel setting : settings.settings()) {
      setting.type().nestedRecords().forEach(nested -> collect(nested, records));
    }
    records.put(name, settings);
  }

  private static AnnotationSpec record(RecordModel settings) {
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(SETTINGS.nestedClass("SettingsRecord"))
            .addMember("name", "$S", className(settings.type()));
    if (!settings.description().isEmpty()) {
      annotation.addMember("description", "$S", settings.description());
    }
    if (settings.validates()) {
      annotation.addMember("validates", "1");
    }
    for (SettingModel setting : settings.settings()) {
      annotation.addMember("settings", "$L", setting(setting));
    }
    return annotation.build();
  }

  private static AnnotationSpec setting(SettingModel setting) {
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(SETTINGS.nestedClass("Setting"))
            .addMember("name", "$S", setting.name());
    List<String> words = new ArrayList<>();
    type(setting.type(), words);
    words.forEach(word -> annotation.addMember("type", "$S", word));
    setting
        .defaultText()
        .ifPresent(text -> annotation.addMember("defaults", "$L", defaultOf(text.texts())));
    for (AppliedConstraint applied : setting.constraints()) {
      annotation.addMember("constraints", "$S", constraint(applied.constraint()));
    }
    if (!setting.description().isEmpty()) {
      annotation.addMember("description", "$S", setting.description());
    }
    setting.deprecatedKeys().forEach(key -> annotation.addMember("deprecatedKeys", "$S", key));
    return annotation.build();
  }

  private static AnnotationSpec defaultOf(List<String> texts) {
    AnnotationSpec.Builder annotation = AnnotationSpec.builder(SETTINGS.nestedClass("Default"));
    if (texts.isEmpty()) {
      annotation.addMember("value", "{}");
    }
    texts.forEach(text -> annotation.addMember("value", "$S", text));
    return annotation.build();
  }

  private static void type(SettingType type, List<String> words) {
    if (type instanceof SettingType.Scalar scalar) {
      words.add(scalar(scalar.kind()));
    } else if (type instanceof SettingType.Choice choice) {
      words.add("enum");
      words.add(className(choice.type()));
      words.add(Integer.toString(choice.constants().size()));
      words.addAll(choice.constants());
    } else if (type instanceof SettingType.Nested nested) {
      words.add("record");
      words.add(className(nested.record().type()));
    } else if (type instanceof SettingType.OneOf oneOf) {
      words.add("one-of");
      words.add(className(oneOf.type()));
      words.add(oneOf.key());
      words.add(Integer.toString(oneOf.variants().size()));
      for (SettingType.Variant variant : oneOf.variants()) {
        words.add(variant.value());
        words.add(className(variant.record().type()));
      }
    } else if (type instanceof SettingType.ListOf list) {
      words.add("list");
      type(list.element(), words);
    } else if (type instanceof SettingType.MapOf map) {
      words.add("map");
      type(map.value(), words);
    } else if (type instanceof SettingType.OptionalOf optional) {
      optional(optional, words);
    }
  }

  private static void optional(SettingType.OptionalOf optional, List<String> words) {
    if (optional.form() == OptionalForm.OBJECT) {
      words.add("optional");
      type(optional.value(), words);
    } else {
      words.add("optional-" + optional.form().name().toLowerCase(Locale.ROOT));
    }
  }

  private static String scalar(ScalarKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String constraint(ConstraintModel constraint) {
    if (constraint instanceof ConstraintModel.Bound bound) {
      return bound.annotation()
          + (bound.inclusive() ? " inclusive " : " exclusive ")
          + bound.limit();
    }
    if (constraint instanceof ConstraintModel.Size size) {
      return size.annotation() + " " + size.least() + " " + size.most();
    }
    if (constraint instanceof ConstraintModel.Pattern pattern) {
      return pattern.annotation() + " " + pattern.expression();
    }
    return constraint.annotation();
  }

  private static String className(ClassReference type) {
    return type.packageName() + "/" + String.join(".", type.simpleNames());
  }
}
