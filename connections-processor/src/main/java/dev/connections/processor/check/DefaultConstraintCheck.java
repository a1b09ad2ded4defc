package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.DefaultText;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A default satisfies the constraints beside it. */
final class DefaultConstraintCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedSetting named : NamedSetting.allOf(configuration)) {
      named.setting().defaultText().ifPresent(text -> check(named, text, problems));
    }
  }

  private static void check(NamedSetting named, DefaultText text, Problems problems) {
    SettingModel setting = named.setting();
    boolean list = setting.type() instanceof SettingType.ListOf;
    if (!DefaultPlacementCheck.isAllowedFor(setting.type()) || (!list && !isValue(setting, text))) {
      return;
    }
    for (AppliedConstraint applied : setting.constraints()) {
      ConstraintModel constraint = applied.constraint();
      if (constraint.subject().fits(setting.type())
          && !(list
              ? allowsCount(constraint, text.texts().size())
              : allows(constraint, setting.type(), text.text()))) {
        problems.add(
            ProblemCode.DEFAULT_REFUSED,
            text.place(),
            named.display(),
            text.text(),
            applied.display(),
            constraint.allowed());
      }
    }
  }

  private static boolean isValue(SettingModel setting, DefaultText text) {
    return text.texts().size() == 1
        && SettingGrammar.mismatch(setting.type(), text.text()).isEmpty();
  }

  /** Of lists, constraints judge the number of elements. */
  private static boolean allowsCount(ConstraintModel constraint, int count) {
    return constraint instanceof ConstraintModel.Size size ? size.allows(count) : count > 0;
  }

  private static boolean allows(ConstraintModel constraint, SettingType type, String text) {
    if (constraint instanceof ConstraintModel.Bound bound) {
      return bound.allows(SettingGrammar.number(type, text));
    }
    if (constraint instanceof ConstraintModel.Size size) {
      return size.allows(text.length());
    }
    if (constraint instanceof ConstraintModel.Pattern pattern) {
      return matches(pattern, text);
    }
    return constraint instanceof ConstraintModel.NotBlank ? !text.isBlank() : !text.isEmpty();
  }

  private static boolean matches(ConstraintModel.Pattern pattern, String text) {
    try {
      return Pattern.matches(pattern.expression(), text);
    } catch (PatternSyntaxException reportedElsewhere) {
      return true;
    }
  }
}
