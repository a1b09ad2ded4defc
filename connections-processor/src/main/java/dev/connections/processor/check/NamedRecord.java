package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A record of settings as messages speak of it.
 *
 * @param path what leads to its settings, such as {@code pool.}; empty for the configuration
 * @param configuration the simple name of the configuration
 * @param settings the record
 */
record NamedRecord(String path, String configuration, RecordModel settings) {

  /** A configuration and all that is nested in it, a record that is used twice only once. */
  static List<NamedRecord> allOf(ConfigurationModel configuration) {
    List<NamedRecord> all = new ArrayList<>();
    String name = configuration.recordClass().simpleName();
    collect(new NamedRecord("", name, configuration.settings()), new HashSet<>(), all);
    return all;
  }

  private static void collect(NamedRecord named, Set<RecordModel> seen, List<NamedRecord> all) {
    if (!seen.add(named.settings)) {
      return;
    }
    all.add(named);
    for (SettingModel setting : named.settings.settings()) {
      for (RecordModel nested : setting.type().nestedRecords()) {
        String inside = named.path + setting.name() + ".";
        collect(new NamedRecord(inside, named.configuration, nested), seen, all);
      }
    }
  }

  /** One of its settings, such as {@code pool.maxSize of PostgreSqlConfiguration}. */
  String display(SettingModel setting) {
    return path + setting.name() + " of " + configuration;
  }
}
