package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.OptionalForm;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the words that say in {@code @GeneratedSettings} what a setting holds. For one setting. */
final class SettingTypeWords {

  private final Iterator<String> words;
  private final Map<ClassReference, RecordModel> records;

  SettingTypeWords(List<String> words, Map<ClassReference, RecordModel> records) {
    this.words = words.iterator();
    this.records = records;
  }

  /** The type; throws an IllegalArgumentException if the words make none. */
  SettingType read() {
    SettingType type = type();
    if (words.hasNext()) {
      throw new IllegalArgumentException("Too many words: " + words.next());
    }
    return type;
  }

  private SettingType type() {
    String word = next();
    return switch (word) {
      case "enum" -> new SettingType.Choice(SettingsAnnotationReader.name(next()), constants());
      case "record" -> new SettingType.Nested(record());
      case "one-of" ->
          new SettingType.OneOf(SettingsAnnotationReader.name(next()), next(), variants());
      case "list" -> new SettingType.ListOf(type());
      case "map" -> new SettingType.MapOf(type());
      case "optional" -> new SettingType.OptionalOf(type(), OptionalForm.OBJECT);
      case "optional-int" -> optional(ScalarKind.INTEGER, OptionalForm.INT);
      case "optional-long" -> optional(ScalarKind.LONG, OptionalForm.LONG);
      case "optional-double" -> optional(ScalarKind.DOUBLE, OptionalForm.DOUBLE);
      default ->
          new SettingType.Scalar(
              ScalarKind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
    };
  }

  private static SettingType optional(ScalarKind kind, OptionalForm form) {
    return new SettingType.OptionalOf(new SettingType.Scalar(kind), form);
  }

  private List<String> constants() {
    List<String> constants = new ArrayList<>();
    for (int left = Integer.parseInt(next()); left > 0; left--) {
      constants.add(next());
    }
    return constants;
  }

  private List<SettingType.Variant> variants() {
    List<SettingType.Variant> variants = new ArrayList<>();
    for (int left = Integer.parseInt(next()); left > 0; left--) {
      variants.add(new SettingType.Variant(next(), record()));
    }
    return variants;
  }

  private RecordModel record() {
    ClassReference name = SettingsAnnotationReader.name(next());
    RecordModel found = records.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No record before: " + name);
    }
    return found;
  }

  private String next() {
    if (!words.hasNext()) {
      throw new IllegalArgumentException("Too few words");
    }
    return words.next();
  }
}
