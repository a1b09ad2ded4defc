package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** A constraint can judge the values of its setting. */
final class ConstraintFitCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedSetting named : NamedSetting.allOf(configuration)) {
      SettingType type = named.setting().type();
      for (AppliedConstraint applied : named.setting().constraints()) {
        ConstraintModel constraint = applied.constraint();
        if (!fits(constraint.subject(), type)) {
          problems.add(
              ProblemCode.UNFITTING_CONSTRAINT,
              applied.place(),
              constraint.annotation(),
              named.display(),
              "of the type " + type.display(),
              constraint.subject().display());
        }
      }
    }
  }

  /**
   * Whether such constraints can judge the values of a type; those in an Optional, if it is one.
   */
  static boolean fits(ConstraintModel.Subject subject, SettingType type) {
    if (type instanceof SettingType.OptionalOf optional) {
      return fits(subject, optional.value());
    }
    return switch (subject) {
      case NUMBER -> type instanceof SettingType.Scalar scalar && scalar.kind().isNumber();
      case TEXT -> isText(type);
      case SIZE ->
          isText(type) || type instanceof SettingType.ListOf || type instanceof SettingType.MapOf;
    };
  }

  private static boolean isText(SettingType type) {
    return type instanceof SettingType.Scalar scalar
        && (scalar.kind() == ScalarKind.STRING || scalar.kind() == ScalarKind.SECRET);
  }
}
