package dev.connections.processor.model;

import static dev.connections.processor.model.RuntimeSettings.atLeast;
import static dev.connections.processor.model.RuntimeSettings.defaulted;
import static dev.connections.processor.model.RuntimeSettings.limit;
import static dev.connections.processor.model.RuntimeSettings.positive;
import static dev.connections.processor.model.RuntimeSettings.setting;

import java.util.List;
import java.util.stream.Stream;

/**
 * The settings that connections of every type have beside {@code type}, as the runtime binds them:
 * its {@code CommonSettings} is their other half.
 */
public final class CommonSettings {

  private static final String OUTER = "ConnectionSettings";

  /** What names of endpoints match. */
  public static final String NAME_PATTERN = "[a-z][a-z0-9-]{0,62}";

  /** How many endpoints a connection can have. */
  public static final int MOST_ENDPOINTS = 100;

  /** Those that belong to one connection. */
  public static final List<SettingModel> OWN =
      List.of(
          setting(
              "id",
              RuntimeSettings.OPTIONAL_NUMBER,
              "A number of its own, unique among the connections, for systems that know them by"
                  + " number.",
              positive()),
          setting(
              "description",
              RuntimeSettings.optional(new SettingType.Scalar(ScalarKind.STRING)),
              "What the connection is for."));

  /** The key of an endpoint that is not a setting of the type. */
  public static final SettingModel ENDPOINT_NAME =
      setting(
          "name",
          RuntimeSettings.optional(new SettingType.Scalar(ScalarKind.STRING)),
          "Its name, unique among the connection's endpoints; left out, endpoint-1 and so on.",
          new ConstraintModel.Pattern(NAME_PATTERN));

  /** Where it is, if there are several such places. */
  public static final SettingModel ENDPOINTS =
      setting(
          "endpoints",
          RuntimeSettings.optional(
              new SettingType.ListOf(
                  new SettingType.Nested(
                      new RecordModel(
                          RuntimeSettings.runtime(OUTER, "Endpoint"),
                          List.of(ENDPOINT_NAME),
                          false,
                          "An endpoint of a connection.")))),
          "Several endpoints in order of preference, each with its name and the settings of the type"
              + " in which it differs; what the type requires may stand there only. Left out, one,"
              + " named primary.",
          new ConstraintModel.Size(1, MOST_ENDPOINTS));

  /** Those that the section {@code defaults} may hold as well. */
  public static final List<SettingModel> SHARED =
      List.of(
          setting(
              "preset",
              RuntimeSettings.optional(
                  new SettingType.Choice(
                      new ClassReference(
                          "dev.connections.internal.configuration", List.of("Preset")),
                      List.of("INTERACTIVE", "BATCH", "CRITICAL", "NONE"))),
              "What it is for, which changes the defaults of the others: interactive, somebody waits;"
                  + " batch, nobody waits; critical, the service needs it; none, without retries and"
                  + " circuit breaker. What is written wins."),
          setting(
              "startup",
              RuntimeSettings.optional(
                  new SettingType.Choice(
                      RuntimeSettings.runtime(OUTER, "Startup"),
                      List.of("LAZY", "BACKGROUND", "WARN", "FAIL"))),
              "When it is opened: lazy, by its first use; background, soon after start; warn, at"
                  + " start, a failure being logged; fail, at start, a failure failing the start."
                  + " Left out, lazy, or background if it is critical."),
          defaulted(
              "critical",
              new SettingType.Scalar(ScalarKind.BOOLEAN),
              "false",
              "Whether the service can do nothing without it."),
          setting("timeouts", timeouts(), "Time limits of its operations."),
          setting("bulkhead", bulkhead(), "How much may happen at once on it."),
          setting("retry", CommonResilience.retry(), "When an operation is tried again."),
          setting("circuit", CommonResilience.circuit(), "When an endpoint is left alone."),
          setting(
              "rateLimit",
              RuntimeSettings.optional(CommonResilience.rateLimit()),
              "How many operations may begin in a period, retries included; left out, any number."),
          setting("monitoring", CommonResilience.monitoring(), "How it is found out how it is."),
          setting("failover", CommonResilience.failover(), "When another endpoint takes over."));

  /** Every key that a configuration record cannot have. */
  public static final List<String> KEYS =
      Stream.concat(Stream.of("type"), all().stream().map(SettingModel::name)).toList();

  private CommonSettings() {}

  /** All of them, in the order in which they are shown. */
  public static List<SettingModel> all() {
    return Stream.of(OWN, List.of(ENDPOINTS), SHARED).flatMap(List::stream).toList();
  }

  /** All but the endpoints, whose settings depend on the type. */
  public static List<SettingModel> simple() {
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
        limit(
            "drain",
            "20s",
            "For letting borrowers finish at close; what they still hold then is cut. Each connection has its own."),
        setting(
            "classes",
            new SettingType.MapOf(operationLimits()),
            "Limits of operations that name a class of limits, by the name of the class."));
  }

  private static SettingType operationLimits() {
    return record(
        "OperationLimits",
        "The time limits of a class of operations.",
        setting(
            "total",
            RuntimeSettings.OPTIONAL_TIME,
            "For an operation in all; left out, as for other operations.",
            positive()),
        setting(
            "attempt",
            RuntimeSettings.OPTIONAL_TIME,
            "For one attempt; at most total. Left out, as for other operations, or total if that is"
                + " shorter.",
            positive()));
  }

  private static SettingType bulkhead() {
    return record(
        "Bulkhead",
        "How much may happen at once on a connection.",
        setting(
            "maxConcurrent",
            RuntimeSettings.OPTIONAL_NUMBER,
            "How many operations and leases at once; left out, what the type offers.",
            atLeast(1)),
        setting(
            "maxWaiting",
            RuntimeSettings.OPTIONAL_NUMBER,
            "How many callers may wait for a permit; left out, twice as many.",
            atLeast(0)),
        limit(
            "leakAfter",
            "1m",
            "How long a permit may be held before a leak is suspected and reported; a call, only"
                + " once its deadline has passed as well."));
  }

  private static SettingType record(String name, String description, SettingModel... settings) {
    return RuntimeSettings.record(OUTER, name, description, settings);
  }
}
