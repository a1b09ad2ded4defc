package dev.connections.processor.model;

import java.util.List;

/**
 * A record of settings.
 *
 * @param type the record
 * @param settings its components, in order
 */
public record RecordModel(ClassReference type, List<SettingModel> settings) {

  public RecordModel {
    settings = List.copyOf(settings);
  }

  /** Whether a configuration need not mention it: each of its settings may be left out. */
  public boolean mayBeLeftOut() {
    return settings.stream().allMatch(SettingModel::mayBeLeftOut);
  }
}
