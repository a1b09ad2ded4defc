package dev.connections.processor.check;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.annotations.settings.CommonSettings;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.HashMap;
import java.util.Map;

/** A former key of a setting is one that a configuration can have, and means nothing else. */
final class DeprecatedKeysCheck implements ConfigurationCheck {

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedRecord named : NamedRecord.allOf(configuration)) {
      Map<String, String> taken = new HashMap<>();
      if (named.path().isEmpty()) {
        CommonSettings.KEYS.forEach(
            key -> taken.put(SettingKeys.normalized(key), "a key of every connection"));
      }
      check(named, taken, problems);
    }
  }

  private static void check(NamedRecord named, Map<String, String> taken, Problems problems) {
    RecordModel settings = named.settings();
    for (SettingModel setting : settings.settings()) {
      taken.put(SettingKeys.normalized(setting.name()), "the key of the setting " + setting.name());
    }
    for (SettingModel setting : settings.settings()) {
      for (int i = 0; i < setting.deprecatedKeys().size(); i++) {
        String key = setting.deprecatedKeys().get(i);
        Place place = setting.place().annotation(Names.DEPRECATED_KEYS).attribute("value").index(i);
        String display = named.display(setting);
        if (!SettingKeys.isWritable(key)) {
          problems.add(
              ProblemCode.UNWRITABLE_KEY, place, "deprecated key", display, key, SettingKeys.RULE);
          continue;
        }
        String other =
            taken.putIfAbsent(
                SettingKeys.normalized(key), "a deprecated key of " + setting.name() + " already");
        if (other != null) {
          problems.add(ProblemCode.DEPRECATED_KEY_TAKEN, place, display, key, other);
        }
      }
    }
  }
}
