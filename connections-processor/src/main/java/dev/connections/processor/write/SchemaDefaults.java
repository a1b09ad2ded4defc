package dev.connections.processor.write;

import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Defaults as JSON values, spelled as a file would best spell them. */
final class SchemaDefaults {

  private SchemaDefaults() {}

  /** The value; empty if the texts are none, which has been reported. */
  static Optional<String> json(SettingType type, List<String> texts) {
    if (type instanceof SettingType.ListOf list) {
      List<String> elements = new ArrayList<>();
      texts.forEach(text -> value(list.element(), text).ifPresent(elements::add));
      return Optional.of("[" + String.join(", ", elements) + "]");
    }
    return value(type, String.join(",", texts));
  }

  private static Optional<String> value(SettingType type, String text) {
    if (type instanceof SettingType.Choice choice) {
      return choice.constant(text).map(SchemaDefaults::written).map(JsonText::quoted);
    }
    if (type instanceof SettingType.DurationOr) {
      return Optional.of(JsonText.quoted(text));
    }
    if (!(type instanceof SettingType.Scalar scalar)) {
      return Optional.empty();
    }
    if (scalar.kind().isNumber()) {
      return number(text);
    }
    return Optional.of(
        scalar.kind() == ScalarKind.BOOLEAN
            ? Boolean.toString(Boolean.parseBoolean(text))
            : JsonText.quoted(text));
  }

  /** The spelling of a constant that the runtime's messages have, too. */
  static String written(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  private static Optional<String> number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return Optional.of(
          Math.abs(number.scale()) > 40 ? number.toString() : number.toPlainString());
    } catch (NumberFormatException reportedElsewhere) {
      return Optional.empty();
    }
  }
}
