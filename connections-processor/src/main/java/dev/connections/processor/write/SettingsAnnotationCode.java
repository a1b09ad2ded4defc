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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes {@code @GeneratedSettings}: a configuration for compilations without its sources. As plain
 * text with full names, since JavaPoet takes longer for these than for all the rest of a type.
 */
public final class SettingsAnnotationCode {

  private static final String NAME = "dev.connections.annotations.GeneratedSettings";
  private static final ClassName SETTINGS =
      ClassName.get("dev.connections.annotations", "GeneratedSettings");

  private final StringBuilder text = new StringBuilder();

  private SettingsAnnotationCode() {}

  /** The annotation for a configuration. */
  public static AnnotationSpec of(RecordModel configuration) {
    Map<String, RecordModel> records = new LinkedHashMap<>();
    collect(configuration, records);
    SettingsAnnotationCode code = new SettingsAnnotationCode();
    code.each(records.values(), code::record);
    return AnnotationSpec.builder(SETTINGS).addMember("records", "$L", code.text).build();
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

  private void record(RecordModel settings) {
    text.append("\n@").append(NAME).append(".SettingsRecord(name = ");
    quote(className(settings.type()));
    if (!settings.description().isEmpty()) {
      text.append(", description = ");
      quote(settings.description());
    }
    if (settings.validates()) {
      text.append(", validates = 1");
    }
    if (!settings.settings().isEmpty()) {
      text.append(", settings = ");
      each(settings.settings(), this::setting);
    }
    text.append(')');
  }

  private void setting(SettingModel setting) {
    text.append("\n    @").append(NAME).append(".Setting(name = ");
    quote(setting.name());
    List<String> words = new ArrayList<>();
    type(setting.type(), words);
    strings("type", words);
    setting
        .defaultText()
        .ifPresent(
            found -> {
              text.append(", defaults = @").append(NAME).append(".Default(");
              each(found.texts(), this::quote);
              text.append(')');
            });
    strings(
        "constraints",
        setting.constraints().stream()
            .map(AppliedConstraint::constraint)
            .map(SettingsAnnotationCode::constraint)
            .toList());
    if (!setting.description().isEmpty()) {
      text.append(", description = ");
      quote(setting.description());
    }
    strings("deprecatedKeys", setting.deprecatedKeys());
    text.append(')');
  }

  private void strings(String attribute, List<String> values) {
    if (!values.isEmpty()) {
      text.append(", ").append(attribute).append(" = ");
      each(values, this::quote);
    }
  }

  private <T> void each(Collection<T> values, Consumer<T> writer) {
    text.append('{');
    String separator = "";
    for (T value : values) {
      text.append(separator);
      writer.accept(value);
      separator = ", ";
    }
    text.append('}');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> {
          // Whatever the encoding of the file will be.
          if (c < ' ' || c > '~') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
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
