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
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the shortest configuration of a type: what is required, with values that could be. */
final class ReferenceExample {

  private static final String WORD = "example";
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
    return value(
        setting.type(),
        setting.name(),
        setting.constraints().stream().map(AppliedConstraint::constraint).toList());
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
          : SchemaDefaults.written(choice.constants().get(0));
    }
    if (type instanceof SettingType.Nested nested) {
      return "{ " + required(nested.record()) + " }";
    }
    if (type instanceof SettingType.OneOf oneOf && !oneOf.variants().isEmpty()) {
      SettingType.Variant first = oneOf.variants().get(0);
      String rest = required(first.record());
      return "{ " + oneOf.key() + ": " + first.value() + (rest.isEmpty() ? "" : ", " + rest) + " }";
    }
    if (type instanceof SettingType.ListOf list) {
      return "[ " + value(list.element(), name, List.of()) + " ]";
    }
    return type instanceof SettingType.MapOf map
        ? "{ " + WORD + ": " + value(map.value(), name, List.of()) + " }"
        : "{}";
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
      case INTEGER, LONG, DOUBLE, BIG_DECIMAL -> number(constraints).toPlainString();
      case DATA_SIZE ->
          SchemaRanges.allow(TEN_MEBIBYTES, constraints) ? "10MiB" : whole(constraints) + "B";
      case PERCENTAGE ->
          SchemaRanges.allow(HALF, constraints) ? "50%" : number(constraints).toPlainString() + "%";
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
    while (text.length() < sizes.least() && text.length() < 200) {
      text.append('-').append(WORD);
    }
    text.setLength(Math.max(WORD.length(), Math.min(text.length(), sizes.most())));
    return text.toString();
  }

  /** Half a byte is not to be had. */
  private static String whole(List<ConstraintModel> constraints) {
    return number(constraints).setScale(0, RoundingMode.CEILING).toPlainString();
  }

  /** 1, or what is nearest to it in the range. */
  private static BigDecimal number(List<ConstraintModel> constraints) {
    BigDecimal number = BigDecimal.ONE;
    for (ConstraintModel constraint : constraints) {
      if (constraint instanceof ConstraintModel.Bound bound && !bound.allows(number)) {
        BigDecimal step = bound.inclusive() ? BigDecimal.ZERO : BigDecimal.ONE;
        number = bound.kind().isLower() ? bound.limit().add(step) : bound.limit().subtract(step);
      }
    }
    return number;
  }

  private static String snake(String name) {
    return ConstantName.of(name).toLowerCase(Locale.ROOT);
  }
}
