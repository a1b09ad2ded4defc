package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.MetadataLine;
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

/** Writes configurations for compilations without their sources. */
public final class SettingsAnnotationCode {

  private static final ClassName SETTINGS =
      ClassName.get("dev.connections.annotations", "GeneratedSettings");

  private SettingsAnnotationCode() {}

  /** The annotation for a configuration. */
  public static AnnotationSpec of(RecordModel configuration) {
    AnnotationSpec.Builder annotation = AnnotationSpec.builder(SETTINGS);
    lines(List.of(configuration)).forEach(line -> annotation.addMember("value", LineCode.of(line)));
    return annotation.build();
  }

  /** The lines for several configurations, each record once. */
  static List<MetadataLine> lines(Collection<RecordModel> configurations) {
    Map<String, RecordModel> records = new LinkedHashMap<>();
    configurations.forEach(configuration -> collect(configuration, records));
    List<MetadataLine> lines = new ArrayList<>();
    for (RecordModel settings : records.values()) {
      MetadataLine line =
          new MetadataLine()
              .add("record", settings.type().encoded())
              .addIfAny("description", settings.description());
      if (settings.validates()) {
        line.add("validates", "1");
      }
      lines.add(line);
      settings.settings().forEach(setting -> lines.add(line(setting)));
    }
    return lines;
  }

  /** What a record holds comes before it, so that reading needs one pass. */
  private static void collect(RecordModel settings, Map<String, RecordModel> records) {
    String name = settings.type().encoded();
    if (records.containsKey(name)) {
      return;
    }
    for (SettingModel setting : settings.settings()) {
      setting.type().nestedRecords().forEach(nested -> collect(nested, records));
    }
    records.put(name, settings);
  }

  private static MetadataLine line(SettingModel setting) {
    List<String> words = new ArrayList<>();
    type(setting.type(), words);
    MetadataLine line = new MetadataLine().add("setting", setting.name()).addAll("type", words);
    setting
        .defaultText()
        .ifPresent(
            found ->
                line.add("defaults", Integer.toString(found.texts().size()))
                    .addAll("default", found.texts()));
    setting.example().ifPresent(found -> line.addAll("example", found.texts()));
    setting.constraints().stream()
        .map(AppliedConstraint::constraint)
        .map(SettingsAnnotationCode::constraint)
        .forEach(constraint -> line.add("constraint", constraint));
    return line.addIfAny("description", setting.description())
        .addAll("deprecated", setting.deprecatedKeys());
  }

  private static void type(SettingType type, List<String> words) {
    if (type instanceof SettingType.Scalar scalar) {
      words.add(scalar(scalar.kind()));
    } else if (type instanceof SettingType.Choice choice) {
      words.add("enum");
      words.add(choice.type().encoded());
      words.add(Integer.toString(choice.constants().size()));
      words.addAll(choice.constants());
    } else if (type instanceof SettingType.Nested nested) {
      words.add("record");
      words.add(nested.record().type().encoded());
    } else if (type instanceof SettingType.OneOf oneOf) {
      words.add("one-of");
      words.add(oneOf.type().encoded());
      words.add(oneOf.key());
      words.add(Integer.toString(oneOf.variants().size()));
      for (SettingType.Variant variant : oneOf.variants()) {
        words.add(variant.value());
        words.add(variant.record().type().encoded());
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
}
