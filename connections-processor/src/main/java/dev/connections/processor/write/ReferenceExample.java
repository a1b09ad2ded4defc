package dev.connections.processor.write;

import dev.connections.processor.model.ConstantName;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.DescribedType;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingType;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the shortest configuration of a type: what is required, with the examples that its author
 * gives, or else with values that the types and constraints allow.
 */
final class ReferenceExample {

  private static final String WORD = "example";
  private static final Set<ScalarKind> TEXTS =
      EnumSet.of(ScalarKind.STRING, ScalarKind.URI, ScalarKind.PATH);

  /** Beyond these no one would read or paste it. */
  private static final int MOST_ELEMENTS = 100;

  private static final int MOST_LETTERS = 10_000;
  private static final BigDecimal TEN_MEBIBYTES = BigDecimal.valueOf(10 << 20);
  private static final BigDecimal HALF = BigDecimal.valueOf(50);

  private ReferenceExample() {}

  /** The configuration of one connection, as YAML. */
  static String of(DescribedType type) {
    StringBuilder yaml = new StringBuilder("connections:\n");
    yaml.append("  my-").append(snake(type.name()).replace('_', '-')).append(":\n");
    yaml.append("    type: ").append(type.name()).append('\n');
    type.settings().stream()
        .flatMap(settings -> settings.settings().stream())
        .filter(setting -> !setting.mayBeLeftOut())
        .forEach(
            setting ->
                yaml.append("    ")
                    .append(setting.name())
                    .append(": ")
                    .append(value(setting))
                    .append('\n'));
    return yaml.toString();
  }

  private static String value(SettingModel setting) {
    return setting
        .example()
        .map(example -> written(setting.type(), example.texts()))
        .orElseGet(
            () ->
                value(
                    setting.type(),
                    setting.name(),
                    setting.constraints().stream().map(AppliedConstraint::constraint).toList()));
  }

  private static String written(SettingType type, List<String> texts) {
    if (type instanceof SettingType.OptionalOf optional) {
      return written(optional.value(), texts);
    }
    if (type instanceof SettingType.ListOf list) {
      return texts.stream()
          .map(text -> plain(list.element(), text))
          .collect(Collectors.joining(", ", "[ ", " ]"));
    }
    if (type instanceof SettingType.MapOf map) {
      return texts.stream()
          .map(text -> text.split(": ", 2))
          .map(pair -> YamlText.of(pair[0]) + ": " + plain(map.value(), pair[1]))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return plain(type, String.join(",", texts));
  }

  private static String plain(SettingType type, String text) {
    if (type instanceof SettingType.Choice choice) {
      return YamlText.of(choice.constant(text).map(SchemaDefaults::written).orElse(text));
    }
    return type instanceof SettingType.Scalar scalar && TEXTS.contains(scalar.kind())
        ? YamlText.of(text)
        : text;
  }

  private static String value(SettingType type, String name, List<ConstraintModel> constraints) {
    if (type instanceof SettingType.OptionalOf optional) {
      return value(optional.value(), name, constraints);
    }
    if (type instanceof SettingType.Scalar scalar) {
      return scalar(scalar.kind(), name, constraints);
    }
    if (type instanceof SettingType.Choice choice) {
      return choice.constants().isEmpty()
          ? WORD
          : YamlText.of(SchemaDefaults.written(choice.constants().get(0)));
    }
    if (type instanceof SettingType.Nested nested) {
      return "{ " + required(nested.record()) + " }";
    }
    if (type instanceof SettingType.OneOf oneOf && !oneOf.variants().isEmpty()) {
      SettingType.Variant first = oneOf.variants().get(0);
      String rest = required(first.record());
      return "{ "
          + oneOf.key()
          + ": "
          + YamlText.of(first.value())
          + (rest.isEmpty() ? "" : ", " + rest)
          + " }";
    }
    int count = Math.min(MOST_ELEMENTS, Math.max(1, SchemaSizes.of(constraints).least()));
    if (type instanceof SettingType.ListOf list) {
      String element = value(list.element(), name, List.of());
      return "[ " + String.join(", ", Collections.nCopies(count, element)) + " ]";
    }
    if (type instanceof SettingType.MapOf map) {
      String value = value(map.value(), name, List.of());
      return IntStream.range(0, count)
          .mapToObj(i -> (i == 0 ? WORD : WORD + "-" + (i + 1)) + ": " + value)
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return "{}";
  }

  private static String required(RecordModel settings) {
    return settings.settings().stream()
        .filter(setting -> !setting.mayBeLeftOut())
        .map(setting -> setting.name() + ": " + value(setting))
        .collect(Collectors.joining(", "));
  }

  private static String scalar(ScalarKind kind, String name, List<ConstraintModel> constraints) {
    return switch (kind) {
      case STRING -> text(constraints);
      case INTEGER, LONG -> number(constraints, true);
      case DOUBLE, BIG_DECIMAL -> number(constraints, false);
      case DATA_SIZE ->
          SchemaRanges.allow(TEN_MEBIBYTES, constraints)
              ? "10MiB"
              : number(constraints, true) + "B";
      case PERCENTAGE ->
          SchemaRanges.allow(HALF, constraints) ? "50%" : number(constraints, false) + "%";
      case BOOLEAN -> "true";
      case DURATION -> "30s";
      case URI -> "https://example.org";
      case PATH -> "data/example";
      case SECRET -> "\"${env:MY_" + snake(name).toUpperCase(Locale.ROOT) + "}\"";
    };
  }

  private static String text(List<ConstraintModel> constraints) {
    SchemaSizes sizes = SchemaSizes.of(constraints);
    if (sizes.most() < WORD.length()) {
      return "\"" + WORD.substring(0, sizes.most()) + "\"";
    }
    StringBuilder text = new StringBuilder(WORD);
    while (text.length() < sizes.least() && text.length() < MOST_LETTERS) {
      text.append('-').append(WORD);
    }
    text.setLength(Math.max(WORD.length(), Math.min(text.length(), sizes.most())));
    return text.toString();
  }

  private static String number(List<ConstraintModel> constraints, boolean whole) {
    return ExampleNumber.of(constraints, whole).toPlainString();
  }

  private static String snake(String name) {
    return ConstantName.of(name).toLowerCase(Locale.ROOT);
  }
}
