package dev.connections.annotations.settings;

import static dev.connections.annotations.settings.CommonSetting.Kind.DELAY;
import static dev.connections.annotations.settings.CommonSetting.Kind.DELAY_OR_NEVER;
import static dev.connections.annotations.settings.CommonSetting.Kind.ID;
import static dev.connections.annotations.settings.CommonSetting.Kind.NAME;
import static dev.connections.annotations.settings.CommonSetting.Kind.NUMBER;
import static dev.connections.annotations.settings.CommonSetting.Kind.SHARE;
import static dev.connections.annotations.settings.CommonSetting.Kind.SWITCH;
import static dev.connections.annotations.settings.CommonSetting.Kind.TEXT;
import static dev.connections.annotations.settings.CommonSetting.Kind.TIME_LIMIT;
import static dev.connections.annotations.settings.CommonSetting.Kind.WINDOW;

import dev.connections.annotations.settings.CommonSetting.Group;
import dev.connections.annotations.settings.CommonSetting.Occurrence;
import dev.connections.annotations.settings.CommonSetting.Value;
import java.util.List;
import java.util.stream.Stream;

/** The settings that connections of every type have beside {@code type}: their only declaration. */
public final class CommonSettings {

  /** What names of endpoints match. */
  public static final String NAME_PATTERN = "[a-z][a-z0-9-]{0,62}";

  /** How many endpoints a connection can have. */
  public static final int MOST_ENDPOINTS = 100;

  /** The key that chooses the type; a setting of no type. */
  public static final String TYPE = "type";

  /** Its number, which nothing else has. */
  public static final Value CONNECTION_ID =
      Value.optional(
          "id",
          ID,
          "A number of its own, unique among the connections, for systems that know them by"
              + " number.");

  /** What it is for. */
  public static final Value DESCRIPTION =
      Value.optional("description", TEXT, "What the connection is for.");

  /** Where it is, if there are several such places. */
  public static final Group ENDPOINTS =
      Group.once(
              "endpoints",
              "Several endpoints in order of preference, each with its name and the settings of the"
                  + " type in which it differs; what the type requires may stand there only. Left"
                  + " out, one, named primary.",
              "An endpoint of a connection.",
              Value.optional(
                  "name",
                  NAME,
                  "Its name, unique among the connection's endpoints; left out, endpoint-1 and so"
                      + " on."))
          .occurring(Occurrence.LIST);

  /** Its purpose, which changes defaults. */
  public static final Value PRESET =
      Value.choice(
          "preset",
          "What it is for, which changes the defaults of the others: interactive, somebody waits;"
              + " batch, nobody waits; critical, the service needs it; none, without retries and"
              + " circuit breaker. What is written wins.",
          "INTERACTIVE",
          "BATCH",
          "CRITICAL",
          "NONE");

  /** When it is opened. */
  public static final Value STARTUP =
      Value.choice(
          "startup",
          "When it is opened: lazy, by its first use; background, soon after start; warn, at"
              + " start, a failure being logged; fail, at start, a failure failing the start."
              + " Left out, lazy, or background if it is critical.",
          "LAZY",
          "BACKGROUND",
          "WARN",
          "FAIL");

  /** Whether the service needs it. */
  public static final Value CRITICAL =
      Value.of("critical", SWITCH, "false", "Whether the service can do nothing without it.");

  /** Limits of a class of operations. */
  public static final Group OPERATION_LIMITS =
      Group.once(
              "classes",
              "Limits of operations that name a class of limits, by the name of the class.",
              "The time limits of a class of operations.",
              Value.optional(
                  "total",
                  TIME_LIMIT,
                  "For an operation in all; left out, as for other operations."),
              Value.optional(
                  "attempt",
                  TIME_LIMIT,
                  "For one attempt; at most total. Left out, as for other operations, or total if"
                      + " that is shorter."))
          .occurring(Occurrence.BY_NAME);

  /** Time limits. */
  public static final Group TIMEOUTS =
      Group.once(
          "timeouts",
          "Time limits of its operations.",
          "Time limits of a connection; all more than nothing, and at most a year.",
          limit("total", "30s", "For an operation in all."),
          limit("attempt", "10s", "For one attempt; at most total, and total if that is shorter."),
          limit(
              "acquire",
              "5s",
              "For waiting for a permit or a resource; at most total, and total if that is"
                  + " shorter."),
          limit("connect", "5s", "For opening; at most total, and total if that is shorter."),
          limit("health", "2s", "For a probe."),
          limit(
              "drain",
              "20s",
              "For letting borrowers finish at close; what they still hold then is cut. Each"
                  + " connection has its own."),
          OPERATION_LIMITS);

  /** How much at once. */
  public static final Group BULKHEAD =
      Group.once(
          "bulkhead",
          "How much may happen at once on it.",
          "How much may happen at once on a connection.",
          Value.optional(
                  "maxConcurrent",
                  NUMBER,
                  "How many operations and leases at once; left out, what the type offers.")
              .atLeast(1),
          Value.optional(
                  "maxWaiting",
                  NUMBER,
                  "How many callers may wait for a permit; left out, twice as many.")
              .atLeast(0),
          limit(
              "leakAfter",
              "1m",
              "How long a permit may be held before a leak is suspected and reported; a call, only"
                  + " once its deadline has passed as well."));

  /** How many retries together. */
  public static final Group BUDGET =
      Group.once(
          "budget",
          "How many retries all operations may make together.",
          "How many retries the operations of a connection may make together.",
          Value.of("ratio", SHARE, "20%", "Retries for each call.").from(0, 100),
          Value.of("perSecond", NUMBER, "3", "Retries that are there in any case, each second.")
              .atLeast(0));

  /** Retries. */
  public static final Group RETRY =
      Group.once(
          "retry",
          "When an operation is tried again.",
          "When an operation is tried again, if what is known of it allows that.",
          Value.of(
                  "maxAttempts", NUMBER, "3", "How many attempts in all; 1 for none but the first.")
              .from(1, 100),
          limit(
              "base",
              "100ms",
              "The longest first wait, doubled for each that follows; what is waited is drawn from"
                  + " nothing to that. At most cap, and cap if that is shorter."),
          limit("cap", "5s", "The longest wait at all."),
          BUDGET);

  /** The circuit breaker. */
  public static final Group CIRCUIT =
      Group.once(
          "circuit",
          "When an endpoint is left alone.",
          "When an endpoint is left alone because too much fails there.",
          Value.of(
              "enabled", SWITCH, "true", "Whether it ever is; an operator can do it in any case."),
          Value.of("failureRate", SHARE, "50%", "From which share of failures on.").from(1, 100),
          Value.of(
              "window",
              WINDOW,
              "30s",
              "Among the attempts of which time; whole seconds, from 1s to 1h."),
          Value.of("minimumCalls", NUMBER, "20", "Not before there were so many attempts.")
              .atLeast(1),
          limit(
              "openFor",
              "5s",
              "How long it is left alone the first time, doubled each time that it fails again. At"
                  + " most maxOpenFor, and maxOpenFor if that is shorter."),
          limit("maxOpenFor", "60s", "How long it is left alone at most."),
          Value.of(
                  "probes",
                  NUMBER,
                  "3",
                  "How many attempts are let through to see whether it is back.")
              .from(1, 1000),
          Value.optional(
              "slowCall",
              TIME_LIMIT,
              "From which duration on a success counts as a failure; left out, never."));

  /** The rate limit. */
  public static final Group RATE_LIMIT =
      Group.once(
              "rateLimit",
              "How many operations may begin in a period, retries included; left out, any number.",
              "How many operations may begin in a period.",
              Value.required("permits", NUMBER, "How many.").atLeast(1),
              limit("period", "1s", "In which time."))
          .occurring(Occurrence.OPTIONAL);

  /** Health. */
  public static final Group MONITORING =
      Group.once(
          "monitoring",
          "How it is found out how it is.",
          "How it is found out how a connection is where its operations do not show it.",
          limit("interval", "30s", "How long without a sign of life before it is probed."),
          Value.of("failAfter", NUMBER, "3", "After how many failures in a row it is down.")
              .atLeast(1),
          Value.of("recoverAfter", NUMBER, "2", "After how many successes in a row it is up again.")
              .atLeast(1));

  /** Other endpoints. */
  public static final Group FAILOVER =
      Group.once(
          "failover",
          "When another endpoint takes over.",
          "When another endpoint takes over; of no effect where there is only one.",
          Value.of("grace", DELAY, "0s", "How long the active endpoint must be unusable."),
          Value.of(
              "failBack",
              DELAY_OR_NEVER,
              "30s",
              "How long an endpoint further up must have been usable again before it takes over."),
          Value.of(
              "balanceReads",
              SWITCH,
              "false",
              "Whether operations that only read are spread over all usable endpoints."),
          Value.of(
                  "panic",
                  SHARE,
                  "0%",
                  "Below which share of usable endpoints all are taken for usable; 0% for never.")
              .from(0, 100));

  /** Those that belong to one connection, but for its endpoints. */
  public static final List<CommonSetting> OWN = List.of(CONNECTION_ID, DESCRIPTION);

  /** The section for what holds unless a connection says otherwise. */
  public static final Group DEFAULTS =
      Group.once(
          "defaults",
          "Settings of all connections that do not have them.",
          "Settings of all connections that do not have them.",
          PRESET,
          STARTUP,
          CRITICAL,
          TIMEOUTS,
          BULKHEAD,
          RETRY,
          CIRCUIT,
          RATE_LIMIT,
          MONITORING,
          FAILOVER);

  /** Those that the section {@code defaults} may hold as well. */
  public static final List<CommonSetting> SHARED = DEFAULTS.settings();

  /** Every key that a configuration record cannot have, in the order in which they are shown. */
  public static final List<String> KEYS =
      Stream.concat(
              Stream.of(TYPE),
              Stream.of(OWN, List.of(ENDPOINTS), SHARED)
                  .flatMap(List::stream)
                  .map(CommonSetting::key))
          .toList();

  private CommonSettings() {}

  private static Value limit(String key, String defaultText, String description) {
    return Value.of(key, TIME_LIMIT, defaultText, description);
  }
}
