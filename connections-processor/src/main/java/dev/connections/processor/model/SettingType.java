package dev.connections.processor.model;

import java.util.List;
import java.util.Optional;

/** What a setting holds. */
public sealed interface SettingType {

  /** How messages call it, such as {@code List<Duration>}. */
  String display();

  /** The record that it is or holds. */
  Optional<RecordModel> nestedRecord();

  /** One simple value. */
  record Scalar(ScalarKind kind) implements SettingType {
    @Override
    public String display() {
      return kind.display();
    }

    @Override
    public Optional<RecordModel> nestedRecord() {
      return Optional.empty();
    }
  }

  /** A constant of an enum. */
  record Choice(ClassReference type, List<String> constants) implements SettingType {
    public Choice {
      constants = List.copyOf(constants);
    }

    @Override
    public String display() {
      return type.simpleName();
    }

    @Override
    public Optional<RecordModel> nestedRecord() {
      return Optional.empty();
    }
  }

  /** A record with settings of its own. */
  record Nested(RecordModel record) implements SettingType {
    @Override
    public String display() {
      return record.type().simpleName();
    }

    @Override
    public Optional<RecordModel> nestedRecord() {
      return Optional.of(record);
    }
  }

  /** A list; empty if it is left out. */
  record ListOf(SettingType element) implements SettingType {
    @Override
    public String display() {
      return "List<" + element.display() + ">";
    }

    @Override
    public Optional<RecordModel> nestedRecord() {
      return element.nestedRecord();
    }
  }

  /** Values by name; empty if it is left out. */
  record MapOf(SettingType value) implements SettingType {
    @Override
    public String display() {
      return "Map<String, " + value.display() + ">";
    }

    @Override
    public Optional<RecordModel> nestedRecord() {
      return value.nestedRecord();
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
    public Optional<RecordModel> nestedRecord() {
      return value.nestedRecord();
    }
  }
}
