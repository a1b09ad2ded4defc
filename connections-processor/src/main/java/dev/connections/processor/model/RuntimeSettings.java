package dev.connections.processor.model;

import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.problem.Place;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes models of settings that the runtime binds itself, and that no source declares. */
final class RuntimeSettings {

  static final SettingType TIME = new SettingType.Scalar(ScalarKind.DURATION);
  static final SettingType OPTIONAL_TIME = optional(TIME);
  static final SettingType NUMBER = new SettingType.Scalar(ScalarKind.INTEGER);
  static final SettingType OPTIONAL_NUMBER = optional(NUMBER);

  private RuntimeSettings() {}

  static SettingType optional(SettingType type) {
    return new SettingType.OptionalOf(type, OptionalForm.OBJECT);
  }

  /** A record of {@code dev.connections.spi}, in a class of that package. */
  static SettingType record(
      String outer, String name, String description, SettingModel... settings) {
    return new SettingType.Nested(
        new RecordModel(runtime(outer, name), List.of(settings), false, description));
  }

  static ClassReference runtime(String outer, String name) {
    return new ClassReference("dev.connections.spi", List.of(outer, name));
  }

  /** A duration of more than nothing. */
  static SettingModel limit(String name, String text, String description) {
    return defaulted(name, TIME, text, description, positive());
  }

  static SettingModel setting(
      String name, SettingType type, String description, ConstraintModel... constraints) {
    return defaulted(name, type, null, description, constraints);
  }

  static SettingModel defaulted(
      String name,
      SettingType type,
      @Nullable String defaultText,
      String description,
      ConstraintModel... constraints) {
    return new SettingModel(
        name,
        type,
        Optional.ofNullable(defaultText).map(text -> new WrittenText(List.of(text), Place.NOWHERE)),
        Optional.empty(),
        Stream.of(constraints).map(each -> new AppliedConstraint(each, Place.NOWHERE)).toList(),
        description,
        List.of(),
        Place.NOWHERE);
  }

  static ConstraintModel positive() {
    return new ConstraintModel.Bound(BoundKind.POSITIVE, BigDecimal.ZERO, false);
  }

  static ConstraintModel atLeast(int least) {
    return new ConstraintModel.Bound(BoundKind.MIN, BigDecimal.valueOf(least), true);
  }

  static ConstraintModel atMost(int most) {
    return new ConstraintModel.Bound(BoundKind.MAX, BigDecimal.valueOf(most), true);
  }
}
