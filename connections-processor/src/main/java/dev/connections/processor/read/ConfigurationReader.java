package dev.connections.processor.read;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Reads a configuration record: its components are its settings. */
public final class ConfigurationReader {

  private final ProcessingEnvironment environment;

  /** A reader for one round. */
  public ConfigurationReader(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** What the record says; what cannot be read is reported and left out. */
  public ConfigurationModel read(TypeElement configurationRecord, Problems problems) {
    String name = configurationRecord.getSimpleName().toString();
    Place place = SettingPosition.placeOf(configurationRecord);
    if (!configurationRecord.getTypeParameters().isEmpty()) {
      problems.add(ProblemCode.CONFIGURATION_GENERIC, place, name);
      return unread(configurationRecord);
    }
    RecordReader reader =
        new RecordReader(
            environment, problems, TypeReferences.of(configurationRecord).packageName());
    return reader
        .read(configurationRecord, SettingPosition.of(name, place))
        .map(settings -> new ConfigurationModel(settings, reader.isComplete(), true))
        .orElseGet(() -> unread(configurationRecord));
  }

  private static ConfigurationModel unread(TypeElement type) {
    return new ConfigurationModel(
        new RecordModel(TypeReferences.of(type), List.of(), false), false, true);
  }
}
