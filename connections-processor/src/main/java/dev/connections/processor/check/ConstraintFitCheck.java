package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ConstraintModel;
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
        if (!constraint.subject().fits(type)) {
          problems.add(
              ProblemCode.UNFITTING_CONSTRAINT,
              applied.place(),
              applied.display(),
              named.display(),
              "of the type " + type.display(),
              constraint.subject().display());
        }
      }
    }
  }
}
