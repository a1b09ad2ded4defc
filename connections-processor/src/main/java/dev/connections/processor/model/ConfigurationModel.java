package dev.connections.processor.model;

/**
 * The configuration of a connection type: a record and everything nested in it.
 *
 * @param settings the record; settings that could not be read are missing from it
 * @param complete whether everything could be read; otherwise problems have been reported
 */
public record ConfigurationModel(RecordModel settings, boolean complete) {

  /** The record's class. */
  public ClassReference recordClass() {
    return settings.type();
  }
}
