package dev.connections.processor.model;

import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.DefaultText;
import dev.connections.processor.problem.Place;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings that connections of every type have beside {@code type}, as the runtime binds them:
 * its {@code CommonSettings} is their other half.
 */
public final class CommonSettings {

  private static final String SETTINGS = "ConnectionSettings";

  private static final SettingType TIME_LIMIT = new SettingType.Scalar(ScalarKind.DURATION);
  private static final SettingType NUMBER =
      new SettingType.OptionalOf(new SettingType.Scalar(ScalarKind.INTEGER), OptionalForm.OBJECT);

  /** Those that belong to one connection. */
  public static final List<SettingModel> OWN =
      List.of(
          setting(
              "id",
              NUMBER,
              "A number of its own, unique among the connections, for systems that know them by"
                  + " number.",
              positive()),
          setting(
              "description",
              new SettingType.OptionalOf(
                  new SettingType.Scalar(ScalarKind.STRING), OptionalForm.OBJECT),
              "What the connection is for."));

  /** Those that the section {@code defaults} may hold as well. */
  public static final List<SettingModel> SHARED =
      List.of(
          setting(
              "startup",
              new SettingType.OptionalOf(
                  new SettingType.Choice(
                      runtime("Startup"), List.of("LAZY", "BACKGROUND", "WARN", "FAIL")),
                  OptionalForm.OBJECT),
              "When it is opened: lazy, by its first use; background, soon after start; warn, at"
                  + " start, a failure being logged; fail, at start, a failure failing the start."
                  + " Left out, lazy, or background if it is critical."),
          defaulted(
              "critical",
              new SettingType.Scalar(ScalarKind.BOOLEAN),
              "false",
              "Whether the service can do nothing without it."),
          setting("timeouts", timeouts(), "Time limits of its operations."),
          setting("bulkhead", bulkhead(), "How much may happen at once on it."));

  /** Every key that a configuration record cannot have. */
  public static final List<String> KEYS =
      List.of("type", "id", "startup", "critical", "timeouts", "bulkhead", "description");

  private CommonSettings() {}

  /** All of them, in the order in which they are shown. */
  public static List<SettingModel> all() {
    return Stream.of(OWN, SHARED).flatMap(List::stream).toList();
  }

  private static SettingType timeouts() {
    return record(
        "Timeouts",
        "Time limits of a connection; all more than nothing, and at most a year.",
        limit("total", "30s", "For an operation in all."),
        limit("attempt", "10s", "For one attempt; at most total, and total if that is shorter."),
        limit(
            "acquire",
            "5s",
            "For waiting for a permit or a resource; at most total, and total if that is shorter."),
        limit("connect", "5s", "For opening; at most total, and total if that is shorter."),
        limit("health", "2s", "For a probe."),
        limit("drain", "20s", "For letting borrowers finish at close."));
  }

  private static SettingType bulkhead() {
    return record(
        "Bulkhead",
        "How much may happen at once on a connection.",
        setting(
            "maxConcurrent",
            NUMBER,
            "How many operations and leases at once; left out, what the type offers.",
            atLeast(1)),
        setting(
            "maxWaiting",
            NUMBER,
            "How many callers may wait for a permit; left out, twice as many.",
            atLeast(0)));
  }

  private static SettingType record(String name, String description, SettingModel... settings) {
    return new SettingType.Nested(
        new RecordModel(runtime(name), List.of(settings), false, description));
  }

  private static SettingModel limit(String name, String text, String description) {
    return defaulted(name, TIME_LIMIT, text, description, positive());
  }

  private static SettingModel setting(
      String name, SettingType type, String description, ConstraintModel... constraints) {
    return defaulted(name, type, null, description, constraints);
  }

  private static SettingModel defaulted(
      String name,
      SettingType type,
      @Nullable String defaultText,
      String description,
      ConstraintModel... constraints) {
    return new SettingModel(
        name,
        type,
        Optional.ofNullable(defaultText).map(text -> new DefaultText(List.of(text), Place.NOWHERE)),
        Stream.of(constraints).map(each -> new AppliedConstraint(each, Place.NOWHERE)).toList(),
        description,
        List.of(),
        Place.NOWHERE);
  }

  private static ConstraintModel positive() {
    return new ConstraintModel.Bound(BoundKind.POSITIVE, BigDecimal.ZERO, false);
  }

  private static ConstraintModel atLeast(int least) {
    return new ConstraintModel.Bound(BoundKind.MIN, BigDecimal.valueOf(least), true);
  }

  private static ClassReference runtime(String name) {
    return new ClassReference("dev.connections.spi", List.of(SETTINGS, name));
  }
}
