package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** A default is what a configuration could say. */
final class DefaultTextCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedSetting named : NamedSetting.allOf(configuration)) {
      SettingType type = named.setting().type();
      named
          .setting()
          .defaultText()
          .filter(text -> DefaultPlacementCheck.isAllowedFor(type))
          .ifPresent(
              text ->
                  SettingGrammar.mismatch(type, text.text())
                      .ifPresent(
                          mismatch ->
                              problems.add(
                                  ProblemCode.DEFAULT_NOT_READABLE,
                                  text.place(),
                                  named.display(),
                                  SettingGrammar.shown(text.text()),
                                  mismatch.expected(),
                                  mismatch.advice())));
    }
  }
}
