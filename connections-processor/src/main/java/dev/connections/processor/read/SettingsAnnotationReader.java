package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.MetadataLine;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.problem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads configurations that another compilation has written. */
public final class SettingsAnnotationReader {

  private final Annotations annotations;

  /** A reader for one round. */
  public SettingsAnnotationReader(Elements elements) {
    this.annotations = new Annotations(elements);
  }

  /**
   * The configuration, all of whose places are nowhere; empty if the annotation is not as this
   * version of the processor writes it.
   */
  public Optional<RecordModel> read(AnnotationMirror mirror) {
    List<RecordModel> records =
        new ArrayList<>(records(annotations.values(mirror).strings("value")).values());
    return records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
  }

  /** The configuration in the annotation of a binder. */
  Optional<RecordModel> readFrom(TypeElement binder) {
    return annotations.find(binder, Names.GENERATED_SETTINGS).flatMap(this::read);
  }

  /** All records of some lines, by class; none if they are written in another grammar. */
  static Map<ClassReference, RecordModel> records(List<String> lines) {
    Map<ClassReference, RecordModel> records = new LinkedHashMap<>();
    try {
      int next = 0;
      while (next < lines.size()) {
        MetadataLine head = MetadataLine.parse(lines.get(next++));
        List<SettingModel> settings = new ArrayList<>();
        while (next < lines.size()) {
          MetadataLine line = MetadataLine.parse(lines.get(next));
          if (!line.has("setting")) {
            break;
          }
          settings.add(setting(line, records));
          next++;
        }
        ClassReference name = name(head.get("record"));
        records.put(
            name, new RecordModel(name, settings, head.has("validates"), head.get("description")));
      }
    } catch (IllegalArgumentException otherGrammar) {
      return Map.of();
    }
    return records;
  }

  private static SettingModel setting(MetadataLine line, Map<ClassReference, RecordModel> known) {
    return new SettingModel(
        line.get("setting"),
        new SettingTypeWords(line.all("type"), known).read(),
        line.has("defaults")
            ? Optional.of(new WrittenText(line.all("default"), Place.NOWHERE))
            : Optional.empty(),
        line.has("example")
            ? Optional.of(new WrittenText(line.all("example"), Place.NOWHERE))
            : Optional.empty(),
        line.all("constraint").stream()
            .map(text -> new AppliedConstraint(ConstraintText.read(text), Place.NOWHERE))
            .toList(),
        line.get("description"),
        line.all("deprecated"),
        Place.NOWHERE);
  }

  /** A class by its name in the annotation. */
  static ClassReference name(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("No class");
    }
    return ClassReference.decoded(text);
  }
}
