package dev.connections.processor.model;

import java.util.List;

/**
 * A record of settings.
 *
 * @param type the record
 * @param settings its components, in order
 * @param validates whether it has a method {@code validate(Violations)} that judges its settings
 *     together
 * @param description one sentence about it; empty if there is none
 */
public record RecordModel(
    ClassReference type, List<SettingModel> settings, boolean validates, String description) {

  /** Takes a copy. */
  public RecordModel {
    settings = List.copyOf(settings);
  }

  /** A record that nothing is said about. */
  public RecordModel(ClassReference type, List<SettingModel> settings, boolean validates) {
    this(type, settings, validates, "");
  }

  /** Whether a configuration need not mention it: each of its settings may be left out. */
  public boolean mayBeLeftOut() {
    return settings.stream().allMatch(SettingModel::mayBeLeftOut);
  }
}
