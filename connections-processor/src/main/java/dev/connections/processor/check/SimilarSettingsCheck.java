package dev.connections.processor.check;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.HashMap;
import java.util.Map;

/** Two settings of one record have keys that a configuration can tell apart. */
final class SimilarSettingsCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedRecord named : NamedRecord.allOf(configuration)) {
      check(named.settings(), problems);
    }
  }

  private static void check(RecordModel settings, Problems problems) {
    Map<String, SettingModel> byKey = new HashMap<>();
    for (SettingModel setting : settings.settings()) {
      SettingModel earlier = byKey.putIfAbsent(SettingKeys.normalized(setting.name()), setting);
      if (earlier != null) {
        problems.add(
            ProblemCode.SIMILAR_SETTINGS,
            setting.place(),
            setting.name() + " of " + settings.type().simpleName(),
            earlier.name());
      }
    }
  }
}
