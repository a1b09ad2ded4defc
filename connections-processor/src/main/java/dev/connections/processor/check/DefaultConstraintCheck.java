package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** A default satisfies the constraints next to it. */
final class DefaultConstraintCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedSetting named : NamedSetting.allOf(configuration)) {
      named.setting().defaultText().ifPresent(text -> check(named, text, problems));
    }
  }

  private static void check(NamedSetting named, WrittenText text, Problems problems) {
    SettingModel setting = named.setting();
    boolean list = setting.type() instanceof SettingType.ListOf;
    if (!DefaultPlacementCheck.isAllowedFor(setting.type()) || (!list && !isValue(setting, text))) {
      return;
    }
    for (AppliedConstraint applied : setting.constraints()) {
      ConstraintModel constraint = applied.constraint();
      if (!ConstrainedText.allows(constraint, setting.type(), text.texts())) {
        problems.add(
            ProblemCode.DEFAULT_REJECTED,
            text.place(),
            named.display(),
            text.text(),
            applied.display(),
            constraint.allowed());
      }
    }
  }

  private static boolean isValue(SettingModel setting, WrittenText text) {
    return text.texts().size() == 1
        && SettingGrammar.mismatch(setting.type(), text.text()).isEmpty();
  }
}
