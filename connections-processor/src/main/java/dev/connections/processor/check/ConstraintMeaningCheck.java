package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A constraint is one that some value can satisfy, and that can be tested at all. */
final class ConstraintMeaningCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedSetting named : NamedSetting.allOf(configuration)) {
      for (AppliedConstraint applied : named.setting().constraints()) {
        if (applied.constraint() instanceof ConstraintModel.Size size) {
          check(size, applied, named, problems);
        }
        if (applied.constraint() instanceof ConstraintModel.Pattern pattern) {
          check(pattern, applied, named, problems);
        }
      }
    }
  }

  private static void check(
      ConstraintModel.Size size, AppliedConstraint applied, NamedSetting named, Problems problems) {
    if (size.least() > size.most() || size.most() < 0) {
      problems.add(
          ProblemCode.MEANINGLESS_CONSTRAINT,
          applied.place(),
          applied.display(),
          named.display(),
          "no size is at least " + size.least() + " and at most " + size.most(),
          "write min and max so that min <= max");
    }
  }

  private static void check(
      ConstraintModel.Pattern pattern,
      AppliedConstraint applied,
      NamedSetting named,
      Problems problems) {
    try {
      Pattern.compile(pattern.expression());
    } catch (PatternSyntaxException unreadable) {
      problems.add(
          ProblemCode.MEANINGLESS_CONSTRAINT,
          applied.place().attribute("regexp"),
          applied.display(),
          named.display(),
          "\"" + unreadable.getPattern() + "\" is not a regular expression",
          "correct it: " + unreadable.getDescription() + " near index " + unreadable.getIndex());
    }
  }
}
