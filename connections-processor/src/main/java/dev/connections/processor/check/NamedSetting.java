package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.SettingModel;
import java.util.ArrayList;
import java.util.List;

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
    for (NamedRecord named : NamedRecord.allOf(configuration)) {
      for (SettingModel setting : named.settings().settings()) {
        all.add(new NamedSetting(named.display(setting), setting));
      }
    }
    return all;
  }
}
