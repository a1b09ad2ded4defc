package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A setting as messages speak of it.
 *
 * @param display such as {@code pool.maxSize of PostgreSqlConfiguration}
 * @param setting the setting
 */
record NamedSetting(String display, SettingModel setting) {

  /** All settings of a configuration, those of a record that is used twice only once. */
  static List<NamedSetting> allOf(ConfigurationModel configuration) {
    List<NamedSetting> all = new ArrayList<>();
    String suffix = " of " + configuration.recordClass().simpleName();
    collect(configuration.settings(), "", suffix, new HashSet<>(), all);
    return all;
  }

  private static void collect(
      RecordModel settings,
      String path,
      String suffix,
      Set<RecordModel> seen,
      List<NamedSetting> all) {
    if (!seen.add(settings)) {
      return;
    }
    for (SettingModel setting : settings.settings()) {
      all.add(new NamedSetting(path + setting.name() + suffix, setting));
      String inside = path + setting.name() + ".";
      setting.type().nestedRecords().forEach(nested -> collect(nested, inside, suffix, seen, all));
    }
  }
}
