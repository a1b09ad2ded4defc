package dev.connections.processor.check;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.annotations.settings.CommonSettings;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** The keys of every connection stand next to a configuration's own, and belong to the runtime. */
final class ReservedSettingCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (SettingModel setting : configuration.settings().settings()) {
      for (String key : CommonSettings.KEYS) {
        if (SettingKeys.normalized(setting.name()).equals(SettingKeys.normalized(key))) {
          problems.add(
              ProblemCode.RESERVED_SETTING,
              setting.place(),
              setting.name() + " of " + configuration.recordClass().simpleName(),
              key,
              String.join(", ", CommonSettings.KEYS));
        }
      }
    }
  }
}
