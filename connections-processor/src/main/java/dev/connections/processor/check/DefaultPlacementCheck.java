package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** Only plain values and lists of them have defaults, and never secrets. */
final class DefaultPlacementCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedSetting named : NamedSetting.allOf(configuration)) {
      SettingType type = named.setting().type();
      named
          .setting()
          .defaultText()
          .filter(text -> !isAllowedFor(type))
          .ifPresent(
              text ->
                  problems.add(
                      ProblemCode.DEFAULT_NOT_ALLOWED,
                      text.place(),
                      named.display(),
                      description(type),
                      advice(type)));
    }
  }

  /** Whether settings of a type may have defaults. */
  static boolean isAllowedFor(SettingType type) {
    return isPlain(type) || (type instanceof SettingType.ListOf list && isPlain(list.element()));
  }

  private static boolean isPlain(SettingType type) {
    return type instanceof SettingType.Choice
        || (type instanceof SettingType.Scalar scalar && scalar.kind() != ScalarKind.SECRET);
  }

  private static String description(SettingType type) {
    if (type instanceof SettingType.Nested) {
      return "a record, " + type.display();
    }
    return type instanceof SettingType.Scalar ? "a secret" : "of the type " + type.display();
  }

  private static String advice(SettingType type) {
    if (type instanceof SettingType.Nested) {
      return "write the defaults on the components of the record";
    }
    if (type instanceof SettingType.Scalar) {
      return "remove @DefaultValue; a secret in the code is not secret; write Optional<Secret> if"
          + " it may be left out";
    }
    if (type instanceof SettingType.OneOf) {
      return "remove @DefaultValue, or write Optional<"
          + type.display()
          + "> if it may be left out";
    }
    return type instanceof SettingType.OptionalOf optional
        ? "remove @DefaultValue, or write " + optional.value().display() + " instead of Optional"
        : "remove @DefaultValue; it is empty if it is left out";
  }
}
