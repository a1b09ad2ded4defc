package dev.connections.annotations.settings;

import dev.connections.annotations.grammar.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A setting that connections of every type have. Immutable. */
public sealed interface CommonSetting {

  /** Its key in a configuration. */
  String key();

  /** What it is for, in a sentence. */
  String description();

  /** What a value is, and what it must be whatever its limits are. */
  enum Kind {
    /** Any text. */
    TEXT,
    /** A name, as {@link CommonSettings#NAME_PATTERN} has it. */
    NAME,
    /** {@code true} or {@code false}. */
    SWITCH,
    /** A whole number. */
    NUMBER,
    /** A whole number that identifies something: positive. */
    ID,
    /** A percentage, at most 100. */
    SHARE,
    /** A duration of more than nothing, at most a year. */
    TIME_LIMIT,
    /** A duration of whole seconds, from 1 s to 1 h. */
    WINDOW,
    /** A duration, perhaps of nothing, at most a year. */
    DELAY,
    /** A {@link #DELAY}, or the word {@code never}. */
    DELAY_OR_NEVER,
    /** One of some words. */
    CHOICE
  }

  /** Where a group stands: once, once or not at all, by names of the user's choice, in a list. */
  enum Occurrence {
    /** Its settings have their defaults if it is left out. */
    ONCE,
    /** What it is for does not happen if it is left out. */
    OPTIONAL,
    /** Any number, by name. */
    BY_NAME,
    /** A list of at least one; what it is for does not happen if it is left out. */
    LIST
  }

  /**
   * A single value.
   *
   * @param key its key
   * @param kind what it is
   * @param optional whether it can be left out although it has no default
   * @param defaultText its default, as a configuration writes it
   * @param least the least that it can be, of numbers and percentages
   * @param most the most that it can be, of numbers and percentages
   * @param choices the constants that it can be, of choices
   * @param description what it is for
   */
  record Value(
      String key,
      Kind kind,
      boolean optional,
      Optional<String> defaultText,
      OptionalInt least,
      OptionalInt most,
      List<String> choices,
      String description)
      implements CommonSetting {

    /**
     * Its default, as a configuration writes it.
     *
     * @throws java.util.NoSuchElementException if it has none
     */
    public String otherwise() {
      return defaultText.orElseThrow();
    }

    /** The default of a duration. */
    public Duration time() {
      return DurationText.parse(otherwise()).value().orElseThrow();
    }

    /** The default of a switch. */
    public boolean isOn() {
      return Boolean.parseBoolean(otherwise());
    }

    /** The default of a whole number. */
    public int number() {
      return Integer.parseInt(otherwise());
    }

    static Value required(String key, Kind kind, String description) {
      return new Value(
          key,
          kind,
          false,
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          List.of(),
          description);
    }

    static Value optional(String key, Kind kind, String description) {
      Value value = required(key, kind, description);
      return new Value(
          key, kind, true, value.defaultText, value.least, value.most, value.choices, description);
    }

    static Value of(String key, Kind kind, String defaultText, String description) {
      return new Value(
          key,
          kind,
          false,
          Optional.of(defaultText),
          OptionalInt.empty(),
          OptionalInt.empty(),
          List.of(),
          description);
    }

    static Value choice(String key, String description, String... constants) {
      return new Value(
          key,
          Kind.CHOICE,
          true,
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          List.of(constants),
          description);
    }

    Value atLeast(int number) {
      return new Value(
          key, kind, optional, defaultText, OptionalInt.of(number), most, choices, description);
    }

    Value from(int first, int last) {
      return new Value(
          key,
          kind,
          optional,
          defaultText,
          OptionalInt.of(first),
          OptionalInt.of(last),
          choices,
          description);
    }
  }

  /**
   * Settings below a key.
   *
   * @param key the key
   * @param occurrence how often it can be there
   * @param description what it is for
   * @param about the same for someone who sees the group without its key
   * @param settings what is in it, in the order in which it is shown
   */
  record Group(
      String key,
      Occurrence occurrence,
      String description,
      String about,
      List<CommonSetting> settings)
      implements CommonSetting {

    static Group once(String key, String description, String about, CommonSetting... settings) {
      return new Group(key, Occurrence.ONCE, description, about, List.of(settings));
    }

    Group occurring(Occurrence other) {
      return new Group(key, other, description, about, settings);
    }

    /** The keys of its settings, in order. */
    public List<String> keys() {
      List<String> keys = new ArrayList<>(settings.size());
      for (CommonSetting setting : settings) {
        keys.add(setting.key());
      }
      return Collections.unmodifiableList(keys);
    }

    /**
     * One of its values.
     *
     * @throws IllegalArgumentException if it has none of this key
     */
    public Value value(String wanted) {
      for (CommonSetting setting : settings) {
        if (setting instanceof Value value && value.key().equals(wanted)) {
          return value;
        }
      }
      throw new IllegalArgumentException(key + " has no value " + wanted);
    }
  }
}
