package dev.connections.processor.model;

/**
 * The configuration of a connection type: a record and everything nested in it.
 *
 * @param settings the record; settings that could not be read are missing from it
 * @param complete whether everything could be read; otherwise problems have been reported
 * @param bound whether its binder is generated here: a record of another compilation has it there
 */
public record ConfigurationModel(RecordModel settings, boolean complete, boolean bound) {

  /** The record's class. */
  public ClassReference recordClass() {
    return settings.type();
  }

  /** The same, without a binder of its own here. */
  public ConfigurationModel unbound() {
    return new ConfigurationModel(settings, complete, false);
  }
}
