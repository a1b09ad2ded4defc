package dev.connections.processor.model;

import dev.connections.annotations.settings.CommonSetting;
import dev.connections.annotations.settings.CommonSettings;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.problem.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of every connection as models, made from their declarations. */
public final class CommonModels {

  private static final String SETTINGS = "dev.connections.spi.settings";
  private static final String CONNECTION = "ConnectionSettings";
  private static final String RESILIENCE = "ResilienceSettings";

  /** What the runtime calls the record of a group; what the group's key says, if it is not here. */
  private static final Map<String, ClassReference> TYPES =
      Map.of(
          CommonSettings.ENDPOINTS.key(), runtime(CONNECTION, "Endpoint"),
          CommonSettings.OPERATION_LIMITS.key(), runtime(CONNECTION, "OperationLimits"),
          CommonSettings.TIMEOUTS.key(), runtime(CONNECTION, "Timeouts"),
          CommonSettings.BULKHEAD.key(), runtime(CONNECTION, "Bulkhead"),
          CommonSettings.STARTUP.key(), runtime(CONNECTION, "Startup"),
          CommonSettings.PRESET.key(),
              new ClassReference("dev.connections.internal.configuration", List.of("Preset")));

  /** Several endpoints. */
  public static final SettingModel ENDPOINTS = of(CommonSettings.ENDPOINTS);

  /** The key of an endpoint that is not a setting of the type. */
  public static final SettingModel ENDPOINT_NAME = of(CommonSettings.ENDPOINTS.value("name"));

  /** Those that the section {@code defaults} may hold as well. */
  public static final List<SettingModel> SHARED =
      CommonSettings.SHARED.stream().map(CommonModels::of).toList();

  private static final List<SettingModel> OWN =
      CommonSettings.OWN.stream().map(CommonModels::of).toList();

  private CommonModels() {}

  /** All of them, in the order in which they are shown. */
  public static List<SettingModel> all() {
    return Stream.of(OWN, List.of(ENDPOINTS), SHARED).flatMap(List::stream).toList();
  }

  /** All but the endpoints, whose settings depend on the type. */
  public static List<SettingModel> simple() {
    return Stream.of(OWN, SHARED).flatMap(List::stream).toList();
  }

  private static SettingModel of(CommonSetting setting) {
    return setting instanceof CommonSetting.Group group
        ? model(group, type(group), Optional.empty(), constraints(group))
        : of((CommonSetting.Value) setting);
  }

  private static SettingModel of(CommonSetting.Value value) {
    SettingType type = type(value);
    return model(
        value,
        value.optional() ? optional(type) : type,
        value.defaultText().map(text -> new WrittenText(List.of(text), Place.NOWHERE)),
        constraints(value));
  }

  private static SettingModel model(
      CommonSetting setting,
      SettingType type,
      Optional<WrittenText> defaultText,
      List<ConstraintModel> constraints) {
    return new SettingModel(
        setting.key(),
        type,
        defaultText,
        Optional.empty(),
        constraints.stream().map(each -> new AppliedConstraint(each, Place.NOWHERE)).toList(),
        setting.description(),
        List.of(),
        Place.NOWHERE);
  }

  private static SettingType type(CommonSetting.Group group) {
    SettingType nested =
        new SettingType.Nested(
            new RecordModel(
                reference(group.key()),
                group.settings().stream().map(CommonModels::of).toList(),
                false,
                group.about()));
    return switch (group.occurrence()) {
      case ONCE -> nested;
      case OPTIONAL -> optional(nested);
      case BY_NAME -> new SettingType.MapOf(nested);
      case LIST -> optional(new SettingType.ListOf(nested));
    };
  }

  private static SettingType type(CommonSetting.Value value) {
    return switch (value.kind()) {
      case TEXT, NAME -> new SettingType.Scalar(ScalarKind.STRING);
      case SWITCH -> new SettingType.Scalar(ScalarKind.BOOLEAN);
      case NUMBER, ID -> new SettingType.Scalar(ScalarKind.INTEGER);
      case SHARE -> new SettingType.Scalar(ScalarKind.PERCENTAGE);
      case TIME_LIMIT, WINDOW, DELAY -> new SettingType.Scalar(ScalarKind.DURATION);
      case DELAY_OR_NEVER -> new SettingType.DurationOr("never");
      case CHOICE -> new SettingType.Choice(reference(value.key()), value.choices());
    };
  }

  private static List<ConstraintModel> constraints(CommonSetting.Group group) {
    return group.occurrence() == CommonSetting.Occurrence.LIST
        ? List.of(new ConstraintModel.Size(1, CommonSettings.MOST_ENDPOINTS))
        : List.of();
  }

  private static List<ConstraintModel> constraints(CommonSetting.Value value) {
    List<ConstraintModel> constraints = new ArrayList<>();
    switch (value.kind()) {
      case ID, TIME_LIMIT, WINDOW ->
          constraints.add(new ConstraintModel.Bound(BoundKind.POSITIVE, BigDecimal.ZERO, false));
      case NAME -> constraints.add(new ConstraintModel.Pattern(CommonSettings.NAME_PATTERN));
      default -> {}
    }
    value.least().ifPresent(least -> constraints.add(bound(BoundKind.MIN, least)));
    value.most().ifPresent(most -> constraints.add(bound(BoundKind.MAX, most)));
    return constraints;
  }

  private static ConstraintModel bound(BoundKind kind, int limit) {
    return new ConstraintModel.Bound(kind, BigDecimal.valueOf(limit), true);
  }

  private static SettingType optional(SettingType type) {
    return new SettingType.OptionalOf(type, OptionalForm.OBJECT);
  }

  private static ClassReference reference(String key) {
    return TYPES.getOrDefault(
        key, runtime(RESILIENCE, key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1)));
  }

  private static ClassReference runtime(String outer, String name) {
    return new ClassReference(SETTINGS, List.of(outer, name));
  }
}
