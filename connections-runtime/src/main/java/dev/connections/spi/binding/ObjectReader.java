package dev.connections.spi.binding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a record from a mapping and remembers whether anything was wrong. Generated
 * binders read every setting, then ask {@link #isComplete()}. Used by one thread.
 */
public interface ObjectReader {

  /**
   * Says which keys a setting had earlier; to be called before it is read. If one of them is
   * written instead of the setting's own it is taken, with a note that it is deprecated; if both
   * are, the former one is reported.
   */
  void formerly(String key, String... formerKeys);

  /** A setting that must be there; null if it is not, or is wrong, which has been reported. */
  <T> @Nullable T required(String key, ConfigurationBinder<T> binder);

  /** A setting with a default; null only if it is wrong, which has been reported. */
  <T> @Nullable T withDefault(String key, ConfigurationBinder<T> binder, String defaultText);

  /** A setting that may be left out. */
  <T> Optional<T> optional(String key, ConfigurationBinder<T> binder);

  /**
   * A nested record of which every setting has a default: as {@link #required}, but an empty
   * mapping if it is left out.
   */
  <T> @Nullable T nested(String key, ConfigurationBinder<T> binder);

  /** A list; empty if it is left out. Elements that are wrong have been reported. */
  <T> List<T> list(String key, ConfigurationBinder<T> binder);

  /** A list with a default, one text an element; empty if it is wrong, which has been reported. */
  <T> List<T> listWithDefault(String key, ConfigurationBinder<T> binder, String... defaultTexts);

  /** A map in the order of the file; empty if it is left out. Wrong values have been reported. */
  <T> Map<String, T> map(String key, ConfigurationBinder<T> binder);

  /**
   * Checks a value against a constraint and reports it if it is not satisfied. Null values are not
   * checked.
   */
  <T> void check(String key, @Nullable T value, Constraint<? super T> constraint);

  /**
   * Reports that the record's constructor rejected the settings together. Its message is printed:
   * it must say what is wrong without any secret.
   */
  void rejected(IllegalArgumentException rejection);

  /** Takes what the record's own rules find; whatever they report makes this incomplete. */
  Violations violations();

  /** Whether nothing was wrong, so that the record can be made. */
  boolean isComplete();
}
