package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.DefaultText;
import dev.connections.processor.problem.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads {@code @GeneratedSettings}, which another compilation has written. */
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
    Map<String, RecordModel> records = new HashMap<>();
    RecordModel last = null;
    try {
      for (AnnotationMirror each : mirrors(annotations.values(mirror), "records")) {
        Annotations.Values values = annotations.values(each);
        last = record(values, records);
        records.put(values.string("name"), last);
      }
    } catch (IllegalArgumentException otherGrammar) {
      return Optional.empty();
    }
    return Optional.ofNullable(last);
  }

  /** The configuration in the attribute {@code settings} of another annotation. */
  Optional<RecordModel> readFirst(Annotations.Values values) {
    return mirrors(values, "settings").stream().findFirst().flatMap(this::read);
  }

  /** The configuration in the annotation of a binder. */
  Optional<RecordModel> readFrom(TypeElement binder) {
    return annotations.find(binder, Names.GENERATED_SETTINGS).flatMap(this::read);
  }

  private RecordModel record(Annotations.Values values, Map<String, RecordModel> known) {
    List<SettingModel> settings =
        mirrors(values, "settings").stream()
            .map(each -> setting(annotations.values(each), known))
            .toList();
    return new RecordModel(
        name(values.string("name")),
        settings,
        values.number("validates") == 1,
        values.string("description"));
  }

  private SettingModel setting(Annotations.Values values, Map<String, RecordModel> known) {
    return new SettingModel(
        values.string("name"),
        new SettingTypeWords(values.strings("type"), known).read(),
        mirrors(values, "defaults").stream()
            .findFirst()
            .map(each -> annotations.values(each).strings("value"))
            .map(texts -> new DefaultText(texts, Place.NOWHERE)),
        values.strings("constraints").stream()
            .map(text -> new AppliedConstraint(ConstraintText.read(text), Place.NOWHERE))
            .toList(),
        values.string("description"),
        values.strings("deprecatedKeys"),
        Place.NOWHERE);
  }

  private static List<AnnotationMirror> mirrors(Annotations.Values values, String attribute) {
    return values.list(attribute).stream()
        .filter(AnnotationMirror.class::isInstance)
        .map(AnnotationMirror.class::cast)
        .toList();
  }

  /** A class by its name in the annotation. */
  static ClassReference name(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("No class: " + text);
    }
    return new ClassReference(
        text.substring(0, slash), List.of(text.substring(slash + 1).split("\\.")));
  }
}
