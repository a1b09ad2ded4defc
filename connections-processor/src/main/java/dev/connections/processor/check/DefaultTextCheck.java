package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.Place;
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
          .ifPresent(text -> check(named, text, problems));
    }
  }

  private static void check(NamedSetting named, WrittenText text, Problems problems) {
    SettingType type = named.setting().type();
    if (type instanceof SettingType.ListOf list) {
      for (int i = 0; i < text.texts().size(); i++) {
        check(named, list.element(), text.texts().get(i), text.place().index(i), problems);
      }
    } else if (text.texts().size() != 1) {
      problems.add(
          ProblemCode.DEFAULT_NOT_ONE_TEXT,
          text.place(),
          named.display(),
          text.texts().size(),
          type.display());
    } else {
      check(named, type, text.text(), text.place(), problems);
    }
  }

  private static void check(
      NamedSetting named, SettingType type, String text, Place place, Problems problems) {
    SettingGrammar.mismatch(type, text)
        .ifPresent(
            mismatch ->
                problems.add(
                    ProblemCode.DEFAULT_NOT_READABLE,
                    place,
                    named.display(),
                    SettingGrammar.shown(text),
                    mismatch.expected(),
                    mismatch.advice()));
  }
}
