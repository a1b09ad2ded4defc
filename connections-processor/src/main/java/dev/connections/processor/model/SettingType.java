package dev.connections.processor.model;

import java.util.List;
import java.util.Optional;

/** What a setting holds. */
public sealed interface SettingType {

  /** How messages call it, such as {@code List<Duration>}. */
  String display();

  /** What is left of it without the lists, maps and Optionals around. */
  default SettingType innermost() {
    return this;
  }

  /** The records that it is, holds or can be, in the order of the source. */
  default List<RecordModel> nestedRecords() {
    if (innermost() instanceof Nested nested) {
      return List.of(nested.record());
    }
    return innermost() instanceof OneOf oneOf
        ? oneOf.variants().stream().map(Variant::record).toList()
        : List.of();
  }

  /** One simple value. */
  record Scalar(ScalarKind kind) implements SettingType {
    @Override
    public String display() {
      return kind.display();
    }
  }

  /** A duration, or a word instead of it; only settings that every connection has are of this. */
  record DurationOr(String word) implements SettingType {
    @Override
    public String display() {
      return "Duration or " + word;
    }
  }

  /** A constant of an enum. */
  record Choice(ClassReference type, List<String> constants) implements SettingType {
    public Choice {
      constants = List.copyOf(constants);
    }

    /** The constant that a text means to the runtime: case does not matter, - stands for _. */
    public Optional<String> constant(String text) {
      String sought = text.replace('-', '_');
      return constants.stream().filter(each -> each.equalsIgnoreCase(sought)).findFirst();
    }

    @Override
    public String display() {
      return type.simpleName();
    }
  }

  /** A record with settings of its own. */
  record Nested(RecordModel record) implements SettingType {
    @Override
    public String display() {
      return record.type().simpleName();
    }
  }

  /**
   * One of several records: a sealed interface. A key of the mapping says which.
   *
   * @param type the interface
   * @param key the key, such as {@code kind}
   * @param variants the records, in the order of the source
   */
  record OneOf(ClassReference type, String key, List<Variant> variants) implements SettingType {
    public OneOf {
      variants = List.copyOf(variants);
    }

    @Override
    public String display() {
      return type.simpleName();
    }
  }

  /**
   * A record that a sealed interface permits.
   *
   * @param value what the key says to choose it, such as {@code basic}
   * @param record the record
   */
  record Variant(String value, RecordModel record) {}

  /** A list; empty if it is left out. */
  record ListOf(SettingType element) implements SettingType {
    @Override
    public String display() {
      return "List<" + element.display() + ">";
    }

    @Override
    public SettingType innermost() {
      return element.innermost();
    }
  }

  /** Values by name; empty if it is left out. */
  record MapOf(SettingType value) implements SettingType {
    @Override
    public String display() {
      return "Map<String, " + value.display() + ">";
    }

    @Override
    public SettingType innermost() {
      return value.innermost();
    }
  }

  /** A value that may be left out. */
  record OptionalOf(SettingType value, OptionalForm form) implements SettingType {
    @Override
    public String display() {
      return form == OptionalForm.OBJECT
          ? "Optional<" + value.display() + ">"
          : form.type().simpleName();
    }

    @Override
    public SettingType innermost() {
      return value.innermost();
    }
  }
}
