package dev.connections.processor.read;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
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
    Place place = place(configurationRecord);
    boolean sound = true;
    Optional<TypeElement> hidden = ClassReferences.notPublic(configurationRecord);
    if (hidden.isPresent()) {
      problems.add(
          ProblemCode.CONFIGURATION_NOT_PUBLIC,
          place(hidden.get()),
          name,
          hidden.get().getSimpleName().toString());
      sound = false;
    }
    if (configurationRecord.getKind() != ElementKind.RECORD) {
      problems.add(ProblemCode.CONFIGURATION_NOT_RECORD, place, name, kind(configurationRecord));
      return unread(configurationRecord);
    }
    if (!configurationRecord.getTypeParameters().isEmpty()) {
      problems.add(ProblemCode.CONFIGURATION_GENERIC, place, name);
      return unread(configurationRecord);
    }
    RecordReader reader =
        new RecordReader(
            environment.getElementUtils(),
            problems,
            ClassReferences.packageOf(configurationRecord));
    Optional<RecordModel> settings =
        reader.read(configurationRecord, SettingPosition.of(name, place));
    boolean complete = sound && reader.isComplete();
    return settings
        .map(found -> new ConfigurationModel(found, complete))
        .orElseGet(() -> unread(configurationRecord));
  }

  /** The first component stands for a record: ecj knows no position of records themselves. */
  private static Place place(TypeElement type) {
    Place place = Place.of(type.getQualifiedName().toString());
    return type.getRecordComponents().stream()
        .findFirst()
        .map(first -> place.member(first.getSimpleName().toString()))
        .orElse(place);
  }

  private static ConfigurationModel unread(TypeElement type) {
    return new ConfigurationModel(new RecordModel(ClassReferences.of(type), List.of()), false);
  }

  private static String kind(TypeElement type) {
    String kind = type.getKind().name().toLowerCase(Locale.ROOT);
    return switch (type.getKind()) {
      case ENUM, INTERFACE -> "an " + kind;
      case ANNOTATION_TYPE -> "an annotation";
      default -> "a " + kind;
    };
  }
}
