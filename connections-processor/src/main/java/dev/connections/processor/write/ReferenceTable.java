package dev.connections.processor.write;

import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.model.SettingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the table of settings of one record and those within it, one line a setting. */
final class ReferenceTable {

  private final List<Row> rows = new ArrayList<>();

  /** One line. */
  private record Row(
      String path,
      String type,
      String otherwise,
      String allowed,
      String description,
      String formerly) {}

  private ReferenceTable() {}

  static String of(List<SettingModel> settings) {
    ReferenceTable table = new ReferenceTable();
    table.add(settings, "", "");
    return table.write();
  }

  private void add(List<SettingModel> settings, String path, String condition) {
    for (SettingModel setting : settings) {
      String here = path.isEmpty() ? setting.name() : path + "." + setting.name();
      SettingType type = present(setting.type());
      String description = MarkdownText.cell(described(setting));
      rows.add(
          new Row(
              MarkdownText.code(here),
              display(type),
              otherwise(setting),
              together(allowed(type, setting.constraints()), example(setting), ", "),
              under(condition, description),
              setting.deprecatedKeys().stream()
                  .map(MarkdownText::code)
                  .collect(Collectors.joining(", "))));
      within(type, here, condition);
    }
  }

  private static String under(String condition, String description) {
    if (condition.isEmpty()) {
      return description;
    }
    return description.isEmpty() ? condition + "." : condition + ": " + description;
  }

  /** What its record says of itself stands in for what no one says of a setting. */
  private static String described(SettingModel setting) {
    return setting.description().isEmpty()
            && present(setting.type()) instanceof SettingType.Nested nested
        ? nested.record().description()
        : setting.description();
  }

  private void within(SettingType type, String path, String condition) {
    if (type instanceof SettingType.Nested nested) {
      add(nested.record().settings(), path, condition);
    } else if (type instanceof SettingType.ListOf list) {
      within(list.element(), path + "[]", condition);
    } else if (type instanceof SettingType.MapOf map) {
      within(map.value(), path + ".<name>", condition);
    } else if (type instanceof SettingType.OneOf oneOf) {
      String key = path + "." + oneOf.key();
      rows.add(
          new Row(
              MarkdownText.code(key),
              "choice",
              "required",
              codes(oneOf.variants().stream().map(SettingType.Variant::value).toList()),
              "Chooses the settings next to it.",
              ""));
      for (SettingType.Variant variant : oneOf.variants()) {
        add(
            variant.record().settings(),
            path,
            "If " + MarkdownText.code(oneOf.key() + ": " + variant.value()));
      }
    }
  }

  private String write() {
    boolean renamed = rows.stream().anyMatch(row -> !row.formerly().isEmpty());
    StringBuilder text =
        new StringBuilder("| setting | type | if left out | allowed | what it is |");
    text.append(renamed ? " formerly |\n" : "\n");
    text.append(renamed ? "|---|---|---|---|---|---|\n" : "|---|---|---|---|---|\n");
    for (Row row : rows) {
      cell(text, row.path());
      cell(text, row.type());
      cell(text, row.otherwise());
      cell(text, row.allowed());
      cell(text, row.description());
      if (renamed) {
        cell(text, row.formerly());
      }
      text.append("|\n");
    }
    return text.toString();
  }

  private static void cell(StringBuilder text, String content) {
    text.append("| ").append(content);
    if (!content.isEmpty()) {
      text.append(' ');
    }
  }

  private static SettingType present(SettingType type) {
    return type instanceof SettingType.OptionalOf optional ? optional.value() : type;
  }

  private static String display(SettingType type) {
    if (type instanceof SettingType.Scalar scalar) {
      return SchemaValues.display(scalar.kind());
    }
    if (type instanceof SettingType.DurationOr duration) {
      return "duration, " + duration.word();
    }
    if (type instanceof SettingType.Choice) {
      return "choice";
    }
    if (type instanceof SettingType.ListOf list) {
      return "list: " + display(list.element());
    }
    if (type instanceof SettingType.MapOf map) {
      return "by name: " + display(map.value());
    }
    return "settings";
  }

  private static String otherwise(SettingModel setting) {
    return switch (setting.requirement()) {
      case REQUIRED -> "required";
      case DEFAULT ->
          setting
              .defaultText()
              .flatMap(text -> spelt(setting.type(), text))
              .map(MarkdownText::code)
              .orElse("");
      case OPTIONAL -> "nothing";
      case LIST, MAP -> "empty";
      case NESTED -> "defaults";
    };
  }

  private static Optional<String> spelt(SettingType type, WrittenText text) {
    if (type instanceof SettingType.ListOf) {
      return SchemaDefaults.json(type, text.texts());
    }
    return Optional.of(
        type instanceof SettingType.Choice
            ? SchemaDefaults.written(text.text().replace('-', '_'))
            : text.text());
  }

  private static String allowed(SettingType type, List<AppliedConstraint> constraints) {
    if (type instanceof SettingType.Choice choice) {
      return codes(choice.constants().stream().map(SchemaDefaults::written).toList());
    }
    String itself =
        constraints.stream()
            .map(applied -> allowed(type, applied.constraint()))
            .collect(Collectors.joining(", "));
    if (type instanceof SettingType.ListOf list) {
      return together(itself, allowed(list.element(), List.of()), ": ");
    }
    return type instanceof SettingType.MapOf map
        ? together(itself, allowed(map.value(), List.of()), ": ")
        : itself;
  }

  /** Of a choice all is shown already. */
  private static String example(SettingModel setting) {
    return setting
        .example()
        .filter(example -> !(present(setting.type()) instanceof SettingType.Choice))
        .map(example -> "such as " + codes(example.texts()))
        .orElse("");
  }

  private static String together(String one, String other, String separator) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + separator + other;
  }

  /**
   * As the runtime's messages have it: bounds of sizes count bytes, those of percentages percent.
   */
  private static String allowed(SettingType type, ConstraintModel constraint) {
    if (constraint instanceof ConstraintModel.Pattern pattern) {
      return "matches " + MarkdownText.code(pattern.expression());
    }
    if (constraint instanceof ConstraintModel.Bound && type instanceof SettingType.Scalar scalar) {
      return switch (scalar.kind()) {
        case DATA_SIZE -> constraint.allowed() + " bytes";
        case PERCENTAGE -> constraint.allowed() + "%";
        default -> constraint.allowed();
      };
    }
    return constraint.allowed();
  }

  private static String codes(List<String> texts) {
    return texts.stream().map(MarkdownText::code).collect(Collectors.joining(", "));
  }
}
